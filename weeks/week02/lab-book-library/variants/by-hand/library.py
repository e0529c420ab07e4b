"""Lists, loops, plain classes, no types."""

import datetime


class LibraryError(Exception):
    def __init__(self, what):
        super().__init__("Sorry: " + what)
        self.what = what


class UnknownBookError(LibraryError):
    pass


class UnknownMemberError(LibraryError):
    pass


class DuplicateError(LibraryError):
    pass


class BookOnLoanError(LibraryError):
    pass


class NotOnLoanError(LibraryError):
    pass


class LoanLimitError(LibraryError):
    pass


class OverdueError(LibraryError):
    pass


class Book:
    def __init__(self, isbn, title, author):
        self.isbn = isbn
        self.title = title
        self.author = author


class Member:
    loan_limit = 3
    loan_days = 14

    def __init__(self, card, name):
        self.card = card
        self.name = name


class Student(Member):
    loan_limit = 5
    loan_days = 28


class Loan:
    def __init__(self, book, member, start):
        self.book = book
        self.member = member
        self.renewals = 0
        self.start(start)

    def start(self, day):
        self.due = day + datetime.timedelta(self.member.loan_days)


class Library:
    def __init__(self):
        self.books = []
        self.members = []
        self.loans = []

    def add_book(self, book):
        for other in self.books:
            if other.isbn == book.isbn:
                raise DuplicateError(book.isbn)
        self.books.append(book)
        return book

    def add_member(self, member):
        for other in self.members:
            if other.card == member.card:
                raise DuplicateError(member.card)
        self.members.append(member)
        return member

    def find_book(self, isbn):
        for book in self.books:
            if book.isbn == isbn:
                return book
        raise UnknownBookError(isbn)

    def find_member(self, card):
        for member in self.members:
            if member.card == card:
                return member
        raise UnknownMemberError(card)

    def find_loan(self, isbn):
        book = self.find_book(isbn)
        for loan in self.loans:
            if loan.book is book:
                return loan
        raise NotOnLoanError(isbn)

    def lend(self, isbn, card, today):
        member = self.find_member(card)
        book = self.find_book(isbn)
        for loan in self.loans_of(card):
            if loan.due < today:
                raise OverdueError(card)
        if len(self.loans_of(card)) == member.loan_limit:
            raise LoanLimitError(card)
        for loan in self.loans:
            if loan.book is book:
                raise BookOnLoanError(isbn)
        loan = Loan(book, member, today)
        self.loans.append(loan)
        return loan

    def give_back(self, isbn, today):
        loan = self.find_loan(isbn)
        self.loans.remove(loan)
        if today <= loan.due:
            return 0
        return (today - loan.due).days

    def renew(self, isbn, today):
        loan = self.find_loan(isbn)
        if loan.due < today:
            raise OverdueError(isbn)
        if loan.renewals == 1:
            raise LoanLimitError(isbn)
        loan.renewals += 1
        loan.start(today)
        return loan

    def available(self):
        taken = [loan.book for loan in self.loans]
        found = []
        for book in self.books:
            if book not in taken:
                found.append(book)
        return found

    def loans_of(self, card):
        member = self.find_member(card)
        found = []
        for loan in self.loans:
            if loan.member is member:
                found.append(loan)
        return found

    def overdue(self, today):
        found = []
        for loan in self.loans:
            if loan.due < today:
                found.append(loan)
        found.sort(key=lambda loan: loan.due)
        return found

    def search(self, text):
        found = []
        for book in self.books:
            everything = (book.title + "\n" + book.author).casefold()
            missing = [word for word in text.casefold().split() if word not in everything]
            if not missing:
                found.append(book)
        return found
