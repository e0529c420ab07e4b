"""A diary of loans that forgets nothing: a loan that has ended has an end. Kinds of members by properties."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple


class LibraryError(Exception):
    pass


def kind(name: str) -> Any:
    return type(name, (LibraryError,), {"__module__": __name__})


UnknownBookError = kind("UnknownBookError")
UnknownMemberError = kind("UnknownMemberError")
DuplicateError = kind("DuplicateError")
BookOnLoanError = kind("BookOnLoanError")
NotOnLoanError = kind("NotOnLoanError")
LoanLimitError = kind("LoanLimitError")
OverdueError = kind("OverdueError")


class Book(NamedTuple):
    isbn: str
    title: str
    author: str


class Person:
    def __init__(self, card: str, name: str):
        self.__card, self.__name = card, name

    @property
    def card(self) -> str:
        return self.__card

    @property
    def name(self) -> str:
        return self.__name


class Member(Person):
    loan_limit, loan_days = 3, 14


class Student(Member):
    loan_limit, loan_days = 5, 28


class Loan:
    def __init__(self, book: Book, member: Member):
        self.book, self.member = book, member
        self.begins: list[dt.date] = []
        self.open = True

    @property
    def due(self) -> dt.date:
        return self.begins[-1] + dt.timedelta(days=self.member.loan_days)

    def late(self, today: dt.date) -> int:
        return max((today - self.due).days, 0)


class Library:
    def __init__(self) -> None:
        self.__books: list[Book] = []
        self.__members: list[Member] = []
        self.__diary: list[Loan] = []

    def __known(self, things: Any, attribute: str, value: str, error: Any) -> Any:
        found = [thing for thing in things if getattr(thing, attribute) == value]
        if not found:
            raise error(f"{attribute} {value!r}: never heard of it")
        return found[0]

    def __now(self, **wanted: str) -> list[Loan]:
        loans = [loan for loan in self.__diary if loan.open]
        if "isbn" in wanted:
            loans = [loan for loan in loans if loan.book.isbn == wanted["isbn"]]
        if "card" in wanted:
            loans = [loan for loan in loans if loan.member.card == wanted["card"]]
        return loans

    def add_book(self, book: Book) -> bool:
        if book.isbn in [other.isbn for other in self.__books]:
            raise DuplicateError(f"{book.isbn} twice")
        self.__books += [book]
        return True

    def add_member(self, member: Member) -> bool:
        if member.card in [other.card for other in self.__members]:
            raise DuplicateError(f"{member.card} twice")
        self.__members += [member]
        return True

    def find_book(self, isbn: str) -> Any:
        return self.__known(self.__books, "isbn", isbn, UnknownBookError)

    def find_member(self, card: str) -> Any:
        return self.__known(self.__members, "card", card, UnknownMemberError)

    def lend(self, isbn: str, card: str, today: dt.date) -> Loan:
        loan = Loan(self.find_book(isbn), self.find_member(card))
        mine = self.__now(card=card)
        if len(mine) + 1 > loan.member.loan_limit:
            raise LoanLimitError(f"{card} cannot carry more")
        if sum(one.late(today) for one in mine) > 0:
            raise OverdueError(f"{card} shall bring back what is late")
        if self.__now(isbn=isbn):
            raise BookOnLoanError(f"{isbn} is out")
        loan.begins.append(today)
        self.__diary.append(loan)
        return loan

    def __loan(self, isbn: str) -> Loan:
        self.find_book(isbn)
        if not self.__now(isbn=isbn):
            raise NotOnLoanError(f"{isbn} is in")
        return self.__now(isbn=isbn)[0]

    def give_back(self, isbn: str, today: dt.date) -> int:
        loan = self.__loan(isbn)
        loan.open = False
        return loan.late(today)

    def renew(self, isbn: str, today: dt.date) -> Loan:
        loan = self.__loan(isbn)
        if loan.late(today):
            raise OverdueError("too late")
        if len(loan.begins) > 1:
            raise LoanLimitError("once only")
        loan.begins.append(today)
        return loan

    def available(self) -> list[Book]:
        return [book for book in self.__books if not self.__now(isbn=book.isbn)]

    def loans_of(self, card: str) -> list[Loan]:
        return self.__now(card=self.find_member(card).card)

    def overdue(self, today: dt.date) -> list[Loan]:
        late = [(loan.due, place, loan) for place, loan in enumerate(self.__diary) if loan.open and loan.late(today)]
        return [loan for _, _, loan in sorted(late)]

    def search(self, text: str) -> list[Book]:
        hits = self.__books[:]
        for word in text.casefold().split():
            hits = [book for book in hits if word in book.title.casefold() or word in book.author.casefold()]
        return hits
