"""A library: books, members, and loans that are due one day."""

from dataclasses import dataclass
from datetime import date, timedelta


class LibraryError(Exception):
    """A request that the library refuses."""


class UnknownBookError(LibraryError):
    """There is no book with this ISBN."""


class UnknownMemberError(LibraryError):
    """There is no member with this card."""


class DuplicateError(LibraryError):
    """This ISBN or this card is taken."""


class BookOnLoanError(LibraryError):
    """Somebody has the book."""


class NotOnLoanError(LibraryError):
    """Nobody has the book."""


class LoanLimitError(LibraryError):
    """The member has had as much as is allowed."""


class OverdueError(LibraryError):
    """A loan is late."""


@dataclass
class Book:
    """A book. No two books have the same ISBN."""

    isbn: str
    title: str
    author: str


class Member:
    """Somebody with a card. Each kind of member may have so many books for so many days."""

    loan_limit = 3
    loan_days = 14

    def __init__(self, card: str, name: str) -> None:
        self.card = card
        self.name = name


class Student(Member):
    """Students read more, and more slowly."""

    loan_limit = 5
    loan_days = 28


@dataclass
class Loan:
    """Who has which book, and until when."""

    book: Book
    member: Member
    due: date
    renewed: bool = False

    def days_late(self, today: date) -> int:
        """Return how many days late the book is; 0 if it is in time."""
        return max(0, (today - self.due).days)


class Library:
    """Knows all books and all members, and who has what."""

    def __init__(self) -> None:
        self._books: dict[str, Book] = {}
        self._members: dict[str, Member] = {}
        self._loans: dict[str, Loan] = {}

    def add_book(self, book: Book) -> None:
        """Put a book on the shelf."""
        if book.isbn in self._books:
            raise DuplicateError(f"There is a book {book.isbn} already.")
        self._books[book.isbn] = book

    def add_member(self, member: Member) -> None:
        """Welcome a member."""
        if member.card in self._members:
            raise DuplicateError(f"There is a card {member.card} already.")
        self._members[member.card] = member

    def find_book(self, isbn: str) -> Book:
        """Return the book with this ISBN."""
        if isbn not in self._books:
            raise UnknownBookError(f"There is no book {isbn}.")
        return self._books[isbn]

    def find_member(self, card: str) -> Member:
        """Return the member with this card."""
        if card not in self._members:
            raise UnknownMemberError(f"There is no card {card}.")
        return self._members[card]

    def lend(self, isbn: str, card: str, today: date) -> Loan:
        """Lend a book to a member, and return the loan."""
        book, member = self.find_book(isbn), self.find_member(card)
        if isbn in self._loans:
            raise BookOnLoanError(f"Somebody has {isbn} until {self._loans[isbn].due}.")
        loans = self.loans_of(card)
        if len(loans) >= member.loan_limit:
            raise LoanLimitError(f"{card} has {len(loans)} books, and that is the limit.")
        if any(loan.days_late(today) for loan in loans):
            raise OverdueError(f"{card} has a late book.")
        loan = Loan(book, member, today + timedelta(days=member.loan_days))
        self._loans[isbn] = loan
        return loan

    def give_back(self, isbn: str, today: date) -> int:
        """Take a book back, and return how many days late it is."""
        loan = self._loan_of(isbn)
        del self._loans[isbn]
        return loan.days_late(today)

    def renew(self, isbn: str, today: date) -> Loan:
        """Give a loan its full time again, from today."""
        loan = self._loan_of(isbn)
        if loan.renewed:
            raise LoanLimitError(f"The loan of {isbn} was renewed before.")
        if loan.days_late(today):
            raise OverdueError(f"{isbn} is late.")
        loan.due = today + timedelta(days=loan.member.loan_days)
        loan.renewed = True
        return loan

    def _loan_of(self, isbn: str) -> Loan:
        """Return the loan of a book."""
        self.find_book(isbn)
        if isbn not in self._loans:
            raise NotOnLoanError(f"Nobody has {isbn}.")
        return self._loans[isbn]

    def available(self) -> list[Book]:
        """Return the books that nobody has, in the order in which they came."""
        return [book for book in self._books.values() if book.isbn not in self._loans]

    def loans_of(self, card: str) -> list[Loan]:
        """Return the loans of a member, in the order in which they were made."""
        self.find_member(card)
        return [loan for loan in self._loans.values() if loan.member.card == card]

    def overdue(self, today: date) -> list[Loan]:
        """Return the loans that are late, the one that is late longest first."""
        late = [loan for loan in self._loans.values() if loan.days_late(today)]
        return sorted(late, key=lambda loan: loan.due)

    def search(self, text: str) -> list[Book]:
        """Return the books with all words of the text in their title or author."""
        words = text.casefold().split()
        return [book for book in self._books.values() if all(_has(book, word) for word in words)]


def _has(book: Book, word: str) -> bool:
    """Say whether a word is a part of the title or the author."""
    return word in book.title.casefold() or word in book.author.casefold()
