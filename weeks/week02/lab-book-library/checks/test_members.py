"""Checks of the kinds of members: how long each has a book, and how many at once."""

import pytest

from grader.toolbox import raising


@pytest.mark.criterion("kinds-differ")
def test_limits_and_days_of_the_two_kinds(subject, module):
    assert (module.Member.loan_limit, module.Member.loan_days) == (3, 14)
    assert (module.Student.loan_limit, module.Student.loan_days) == (5, 28)
    assert subject.is_subclass(module.Student, module.Member)


@pytest.mark.criterion("kinds-differ")
def test_a_student_has_28_days(library, module, today, later):
    library.add_member(module.Student("S1", "Chen"))
    assert library.lend("B1", "S1", today).due == later(28)
    assert library.lend("B2", "M1", today).due == later(14)


@pytest.mark.criterion("kinds-differ")
@pytest.mark.parametrize("days, late", [(20, 0), (28, 0), (30, 2)])
def test_the_days_late_of_a_student(library, module, today, later, days, late):
    library.add_member(module.Student("S1", "Chen"))
    library.lend("B1", "S1", today)
    assert library.give_back("B1", later(days)) == late


@pytest.mark.criterion("kinds-differ")
def test_a_kind_that_is_written_later(subject, library, today, later, rng):
    days = rng.randint(30, 90)
    visitor = subject.define(f"""
        from library import Member

        class Visitor(Member):
            loan_limit = 1
            loan_days = {days}
    """)
    library.add_member(visitor("V1", "Dalia"))
    assert library.find_member("V1").name == "Dalia"
    assert library.lend("B1", "V1", today).due == later(days)


@pytest.mark.criterion("limit-kept")
def test_the_fourth_book_is_one_too_many(library, listed, module, names, today):
    for isbn in ["B1", "B2", "B3"]:
        library.lend(isbn, "M1", today)
    with raising(module.LoanLimitError) as attempt:
        library.lend("B4", "M1", today)
    names(attempt, "M1")
    assert "B4" in listed.available(library)
    assert library.lend("B5", "M2", today).member.card == "M2"


@pytest.mark.criterion("limit-kept")
def test_after_giving_one_back_there_is_room_again(library, module, today):
    for isbn in ["B1", "B2", "B3"]:
        library.lend(isbn, "M1", today)
    library.give_back("B2", today)
    library.lend("B4", "M1", today)
    with raising(module.LoanLimitError):
        library.lend("B2", "M1", today)


@pytest.mark.criterion("limit-kept")
def test_a_student_may_have_five(library, module, today):
    library.add_member(module.Student("S1", "Chen"))
    for isbn in ["B1", "B2", "B3", "B4", "B5"]:
        library.lend(isbn, "S1", today)
    with raising(module.LoanLimitError):
        library.lend("B6", "S1", today)


@pytest.mark.criterion("limit-kept")
def test_the_limit_of_a_kind_that_is_written_later(subject, library, module, today):
    visitor = subject.define("""
        from library import Member

        class Visitor(Member):
            loan_limit = 1
            loan_days = 7
    """)
    library.add_member(visitor("V1", "Dalia"))
    library.lend("B1", "V1", today)
    with raising(module.LoanLimitError):
        library.lend("B2", "V1", today)
