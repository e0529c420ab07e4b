"""The learner's library, what it lists, and days to lend on."""

from datetime import date, timedelta

import pytest

from grader.toolbox import Mismatch


class Listed:
    """What the methods of a library list: ISBNs, or the days on which loans are due."""

    def __init__(self, subject):
        self.subject = subject

    def available(self, library):
        return self.subject.evaluate("[one.isbn for one in library.available()]", library=library)

    def search(self, library, text):
        return self.subject.evaluate("[one.isbn for one in library.search(text)]", library=library, text=text)

    def loans_of(self, library, card):
        return self.subject.evaluate(f'[one.book.isbn for one in library.loans_of("{card}")]', library=library)

    def dues_of(self, library, card):
        return self.subject.evaluate(f'[one.due for one in library.loans_of("{card}")]', library=library)

    def overdue(self, library, day):
        return self.subject.evaluate("[one.book.isbn for one in library.overdue(day)]", library=library, day=day)


@pytest.fixture
def listed(subject):
    return Listed(subject)


@pytest.fixture
def module(subject):
    """The module of the learner's."""
    return subject.module("library")


@pytest.fixture
def library(subject, module):
    """A library with seven books, B1 to B7, and two members, M1 and M2."""
    return subject.define("""
        from library import Book, Library, Member

        def filled():
            library = Library()
            for number in range(1, 8):
                library.add_book(Book(f"B{number}", f"Tales, part {number}", "Efua"))
            library.add_member(Member("M1", "Amina"))
            library.add_member(Member("M2", "Boris"))
            return library
    """)()


@pytest.fixture
def today(rng):
    """Some day of the years to come."""
    return date(rng.randint(2027, 2040), rng.randint(1, 12), rng.randint(1, 28))


@pytest.fixture
def later(today):
    """The day that comes so many days after today: `later(14)`."""
    return lambda days: today + timedelta(days=days)


@pytest.fixture
def names():
    """The message of the exception names what it is about."""

    def names(attempt, word):
        if word not in str(attempt.error):
            raise Mismatch(
                "The message of the exception does not say what it is about.",
                expected=f"a message with {word} in it",
                actual=str(attempt.error) or "an empty message",
            )

    return names
