"""Members hold their loans, books know whether they are there; frozen records, exceptions with attributes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain


class LibraryError(Exception):
    """Carries what it is about."""

    sentence = "{} is refused."

    def __init__(self, about: str) -> None:
        self.about = about
        super().__init__(self.sentence.format(about))


class UnknownError(LibraryError):
    sentence = "{} is not known here."


class UnknownBookError(UnknownError):
    pass


class UnknownMemberError(UnknownError):
    pass


class DuplicateError(LibraryError, ValueError):
    sentence = "{} is taken."


class BookOnLoanError(LibraryError):
    sentence = "{} is out."


class NotOnLoanError(LibraryError):
    sentence = "{} is in."


class LoanLimitError(LibraryError):
    sentence = "{} is at the limit."


class OverdueError(LibraryError):
    sentence = "{} is late."


@dataclass(frozen=True, slots=True)
class Book:
    isbn: str
    title: str
    author: str

    def __contains__(self, word: str) -> bool:
        return any(word.casefold() in text.casefold() for text in (self.title, self.author))


@dataclass(frozen=True)
class Loan:
    number: int
    book: Book
    member: "Member" = field(repr=False)
    due: date
    renewable: bool = True


class Member:
    loan_limit: int = 3
    loan_days: int = 14

    def __init__(self, card: str, name: str) -> None:
        self.card, self.name = card, name
        self.loans: dict[str, Loan] = {}

    def due(self, today: date) -> date:
        return date.fromordinal(today.toordinal() + self.loan_days)


class Student(Member):
    loan_limit = 5
    loan_days = 28


class Library:
    def __init__(self) -> None:
        self.books: dict[str, Book] = {}
        self.members: dict[str, Member] = {}
        self.count = 0

    def add_book(self, book: Book) -> None:
        if self.books.setdefault(book.isbn, book) is not book:
            raise DuplicateError(book.isbn)

    def add_member(self, member: Member) -> None:
        if self.members.setdefault(member.card, member) is not member:
            raise DuplicateError(member.card)

    def find_book(self, isbn: str) -> Book:
        try:
            return self.books[isbn]
        except KeyError:
            raise UnknownBookError(isbn) from None

    def find_member(self, card: str) -> Member:
        try:
            return self.members[card]
        except KeyError:
            raise UnknownMemberError(card) from None

    def _loans(self) -> Iterator[Loan]:
        return chain.from_iterable(member.loans.values() for member in self.members.values())

    def _holder(self, isbn: str) -> Member | None:
        book = self.find_book(isbn)
        return next((member for member in self.members.values() if book.isbn in member.loans), None)

    def lend(self, isbn: str, card: str, today: date) -> Loan:
        member = self.find_member(card)
        if self._holder(isbn):
            raise BookOnLoanError(isbn)
        if min((loan.due for loan in member.loans.values()), default=today) < today:
            raise OverdueError(card)
        if len(member.loans) >= member.loan_limit:
            raise LoanLimitError(card)
        self.count += 1
        member.loans[isbn] = Loan(self.count, self.books[isbn], member, member.due(today))
        return member.loans[isbn]

    def give_back(self, isbn: str, today: date) -> int:
        if not (holder := self._holder(isbn)):
            raise NotOnLoanError(isbn)
        late = today - holder.loans.pop(isbn).due
        return late.days if late > timedelta(0) else 0

    def renew(self, isbn: str, today: date) -> Loan:
        if not (holder := self._holder(isbn)):
            raise NotOnLoanError(isbn)
        loan = holder.loans[isbn]
        if not loan.renewable:
            raise LoanLimitError(isbn)
        if today > loan.due:
            raise OverdueError(isbn)
        holder.loans[isbn] = replace(loan, due=holder.due(today), renewable=False)
        return holder.loans[isbn]

    def available(self) -> list[Book]:
        out = {loan.book for loan in self._loans()}
        return [book for book in self.books.values() if book not in out]

    def loans_of(self, card: str) -> list[Loan]:
        return [*self.find_member(card).loans.values()]

    def overdue(self, today: date) -> list[Loan]:
        return sorted((one for one in self._loans() if one.due < today), key=lambda one: (one.due, one.number))

    def search(self, text: str) -> list[Book]:
        return [book for book in self.books.values() if all(word in book for word in text.split())]
