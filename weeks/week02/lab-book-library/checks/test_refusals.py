"""Checks of what a library refuses, and of its exceptions."""

import pytest

from grader.toolbox import Mismatch, raising

KINDS = [
    "UnknownBookError",
    "UnknownMemberError",
    "DuplicateError",
    "BookOnLoanError",
    "NotOnLoanError",
    "LoanLimitError",
    "OverdueError",
]


@pytest.mark.criterion("errors-family")
@pytest.mark.parametrize("kind", KINDS)
def test_every_exception_is_a_library_error_and_none_of_the_others(subject, module, kind):
    parents = subject.define("""
        def parents(kind):
            return [one.__name__ for one in kind.__mro__[1:]]
    """)
    found = parents(getattr(module, kind))
    if "LibraryError" not in found or "Exception" not in found:
        raise Mismatch(
            f"{kind} is no kind of LibraryError.",
            expected="LibraryError and Exception among its parents",
            actual=", ".join(found),
            help=f"class {kind}(LibraryError):, and above it class LibraryError(Exception):",
        )
    others = [name for name in found if name in KINDS]
    if others:
        raise Mismatch(
            f"{kind} is a kind of {others[0]}. Whoever catches that one gets both.",
            expected=f"none of the other six among the parents of {kind}",
            actual=", ".join(found),
        )


@pytest.mark.criterion("unknown-refused")
def test_an_unknown_book(library, listed, module, names, today, rng):
    isbn = f"X{rng.randint(100, 999)}"
    for ask in [
        lambda: library.find_book(isbn),
        lambda: library.lend(isbn, "M1", today),
        lambda: library.give_back(isbn, today),
    ]:
        with raising(module.UnknownBookError) as attempt:
            ask()
        names(attempt, isbn)
    assert listed.loans_of(library, "M1") == []


@pytest.mark.criterion("unknown-refused")
def test_an_unknown_member(library, listed, module, names, today, rng):
    card = f"X{rng.randint(100, 999)}"
    for ask in [
        lambda: library.find_member(card),
        lambda: library.lend("B1", card, today),
        lambda: library.loans_of(card),
    ]:
        with raising(module.UnknownMemberError) as attempt:
            ask()
        names(attempt, card)
    assert "B1" in listed.available(library)


@pytest.mark.criterion("lent-once")
@pytest.mark.parametrize("card", ["M1", "M2"])
def test_a_book_is_lent_once(library, listed, module, names, today, later, card):
    library.lend("B1", "M1", today)
    with raising(module.BookOnLoanError) as attempt:
        library.lend("B1", card, later(2))
    names(attempt, "B1")
    assert listed.loans_of(library, "M2") == []
    assert listed.dues_of(library, "M1") == [later(14)]


@pytest.mark.criterion("late-member-refused")
def test_a_late_member_gets_no_book(library, listed, module, names, today, later):
    library.lend("B1", "M1", today)
    library.lend("B2", "M1", later(10))
    with raising(module.OverdueError) as attempt:
        library.lend("B3", "M1", later(15))
    names(attempt, "M1")
    assert "B3" in listed.available(library)
    assert library.lend("B3", "M2", later(15)).member.card == "M2"


@pytest.mark.criterion("late-member-refused")
def test_who_is_in_time_again_gets_a_book(library, today, later):
    library.lend("B1", "M1", today)
    library.lend("B2", "M1", later(14))
    library.give_back("B1", later(20))
    assert library.lend("B3", "M1", later(20)).due == later(34)


@pytest.mark.criterion("not-on-loan-refused")
def test_what_nobody_has_is_not_given_back(library, module, names, today):
    with raising(module.NotOnLoanError) as attempt:
        library.give_back("B1", today)
    names(attempt, "B1")


@pytest.mark.criterion("not-on-loan-refused")
def test_a_book_is_given_back_once(library, module, today):
    library.lend("B1", "M1", today)
    library.give_back("B1", today)
    with raising(module.NotOnLoanError):
        library.give_back("B1", today)


@pytest.mark.criterion("duplicates-refused")
def test_an_isbn_is_taken_once(library, module, names):
    with raising(module.DuplicateError) as attempt:
        library.add_book(module.Book("B1", "Another story", "Emeka"))
    names(attempt, "B1")
    assert library.find_book("B1").title == "Tales, part 1"


@pytest.mark.criterion("duplicates-refused")
def test_a_card_is_taken_once(library, module, names):
    with raising(module.DuplicateError) as attempt:
        library.add_member(module.Student("M1", "Farida"))
    names(attempt, "M1")
    assert library.find_member("M1").name == "Amina"
