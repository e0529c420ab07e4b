"""Checks of loans: lent and given back, due and late, listed and renewed."""

from datetime import date

import pytest

from grader.toolbox import raising


@pytest.mark.criterion("book-lent")
def test_a_loan_joins_book_and_member(library, today, rng):
    number = rng.randint(1, 7)
    loan = library.lend(f"B{number}", "M2", today)
    assert loan.book.isbn == f"B{number}"
    assert loan.member.card == "M2"


@pytest.mark.criterion("book-lent")
def test_what_is_lent_is_not_available(library, listed, today):
    assert listed.available(library) == ["B1", "B2", "B3", "B4", "B5", "B6", "B7"]
    library.lend("B2", "M1", today)
    library.lend("B5", "M2", today)
    assert listed.available(library) == ["B1", "B3", "B4", "B6", "B7"]


@pytest.mark.criterion("book-returned")
def test_what_is_given_back_is_available(library, listed, today, later):
    library.lend("B2", "M1", today)
    library.lend("B3", "M2", today)
    library.give_back("B2", later(1))
    assert listed.available(library) == ["B1", "B2", "B4", "B5", "B6", "B7"]


@pytest.mark.criterion("book-returned")
def test_what_is_given_back_can_be_lent_again(library, listed, today, later):
    library.lend("B2", "M1", today)
    library.give_back("B2", later(1))
    loan = library.lend("B2", "M2", later(2))
    assert loan.member.card == "M2"
    assert "B2" not in listed.available(library)


@pytest.mark.criterion("due-date")
def test_a_loan_is_due_after_14_days(library, today, later):
    assert library.lend("B1", "M1", today).due == later(14)
    assert library.lend("B2", "M2", later(3)).due == later(17)


@pytest.mark.criterion("due-date")
@pytest.mark.parametrize("start, due", [(date(2028, 2, 20), date(2028, 3, 5)), (date(2027, 12, 25), date(2028, 1, 8))])
def test_months_and_years_may_end_in_between(library, start, due):
    assert library.lend("B1", "M1", start).due == due


@pytest.mark.criterion("late-days")
def test_late_days_are_counted(library, today, later, rng):
    late = rng.randint(2, 60)
    library.lend("B1", "M1", today)
    library.lend("B2", "M2", today)
    assert library.give_back("B1", later(14 + late)) == late
    assert library.give_back("B2", later(15)) == 1


@pytest.mark.criterion("late-days")
@pytest.mark.parametrize("days", [0, 9, 14])
def test_in_time_is_zero_days_late(library, today, later, days):
    library.lend("B1", "M1", today)
    assert library.give_back("B1", later(days)) == 0


@pytest.mark.criterion("overdue-listed")
def test_late_loans_are_listed(library, listed, today, later):
    library.lend("B3", "M1", later(2))
    library.lend("B1", "M2", today)
    library.lend("B2", "M1", later(2))
    library.lend("B4", "M2", later(3))
    assert listed.overdue(library, later(14)) == []
    assert listed.overdue(library, later(15)) == ["B1"]
    assert listed.overdue(library, later(17)) == ["B1", "B3", "B2"]
    library.give_back("B3", later(17))
    assert listed.overdue(library, later(18)) == ["B1", "B2", "B4"]


@pytest.mark.criterion("loans-listed")
def test_the_loans_of_a_member(library, listed, today, later):
    library.lend("B5", "M1", today)
    library.lend("B2", "M2", today)
    library.lend("B1", "M1", later(1))
    assert listed.loans_of(library, "M1") == ["B5", "B1"]
    assert listed.loans_of(library, "M2") == ["B2"]
    library.give_back("B5", later(2))
    library.lend("B5", "M1", later(3))
    assert listed.loans_of(library, "M1") == ["B1", "B5"]


@pytest.mark.criterion("loans-listed")
def test_without_a_loan_the_list_is_empty(library, listed):
    assert listed.loans_of(library, "M1") == []


@pytest.mark.criterion("loan-renewed")
def test_a_loan_is_renewed_from_today(library, listed, module, today, later):
    library.add_member(module.Student("S1", "Chen"))
    library.lend("B1", "M1", today)
    library.lend("B2", "S1", today)
    assert library.renew("B1", later(14)).due == later(28)
    assert library.renew("B2", later(5)).due == later(33)
    assert listed.dues_of(library, "M1") == [later(28)]
    assert library.give_back("B1", later(30)) == 2


@pytest.mark.criterion("loan-renewed")
def test_a_loan_is_renewed_once(library, listed, module, today, later):
    library.lend("B1", "M1", today)
    library.renew("B1", later(1))
    with raising(module.LoanLimitError):
        library.renew("B1", later(2))
    assert listed.dues_of(library, "M1") == [later(15)]


@pytest.mark.criterion("loan-renewed")
def test_the_next_loan_can_be_renewed_again(library, today, later):
    library.lend("B1", "M1", today)
    library.renew("B1", today)
    library.give_back("B1", today)
    library.lend("B1", "M1", today)
    assert library.renew("B1", later(2)).due == later(16)


@pytest.mark.criterion("loan-renewed")
def test_a_late_loan_is_not_renewed(library, listed, module, today, later):
    library.lend("B1", "M1", today)
    with raising(module.OverdueError):
        library.renew("B1", later(15))
    assert listed.dues_of(library, "M1") == [later(14)]


@pytest.mark.criterion("loan-renewed")
def test_what_nobody_has_is_not_renewed(library, module, today):
    with raising(module.NotOnLoanError):
        library.renew("B1", today)
    with raising(module.UnknownBookError):
        library.renew("X9", today)
