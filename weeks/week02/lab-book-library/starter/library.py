"""A library: books, members, and loans that are due one day."""

from dataclasses import dataclass
from datetime import date


class LibraryError(Exception):
    """A request that the library refuses."""


# The seven below shall be kinds of LibraryError. Now they are strangers to it.


class UnknownBookError(Exception):
    """There is no book with this ISBN."""


class UnknownMemberError(Exception):
    """There is no member with this card."""


class DuplicateError(Exception):
    """This ISBN or this card is taken."""


class BookOnLoanError(Exception):
    """Somebody has the book."""


class NotOnLoanError(Exception):
    """Nobody has the book."""


class LoanLimitError(Exception):
    """The member has had as much as is allowed."""


class OverdueError(Exception):
    """A loan is late."""


@dataclass
class Book:
    """A book. No two books have the same ISBN."""

    isbn: str
    title: str
    author: str


class Member:
    """Somebody with a card. Each kind of member may have so many books for so many days."""

    def __init__(self, card: str, name: str) -> None:
        self.card = card
        self.name = name


class Student(Member):
    """Students read more, and more slowly."""


@dataclass
class Loan:
    """Who has which book, and until when."""

    book: Book
    member: Member
    due: date

    def days_late(self, today: date) -> int:
        """Return how many days late the book is; 0 if it is in time."""
        return -1


class Library:
    """Knows all books and all members, and who has what."""

    def __init__(self) -> None:
        """Begin without books, members and loans."""

    def add_book(self, book: Book) -> None:
        """Put a book on the shelf."""

    def add_member(self, member: Member) -> None:
        """Welcome a member."""

    def find_book(self, isbn: str) -> Book:
        """Return the book with this ISBN."""
        raise NotImplementedError

    def find_member(self, card: str) -> Member:
        """Return the member with this card."""
        raise NotImplementedError

    def lend(self, isbn: str, card: str, today: date) -> Loan:
        """Lend a book to a member, and return the loan."""
        raise NotImplementedError

    def give_back(self, isbn: str, today: date) -> int:
        """Take a book back, and return how many days late it is."""
        return -1

    def renew(self, isbn: str, today: date) -> Loan:
        """Give a loan its full time again, from today."""
        raise NotImplementedError

    def available(self) -> list[Book]:
        """Return the books that nobody has, in the order in which they came."""
        return []

    def loans_of(self, card: str) -> list[Loan]:
        """Return the loans of a member, in the order in which they were made."""
        return []

    def overdue(self, today: date) -> list[Loan]:
        """Return the loans that are late, the one that is late longest first."""
        return []

    def search(self, text: str) -> list[Book]:
        """Return the books with a text in their title or author."""
        return []
