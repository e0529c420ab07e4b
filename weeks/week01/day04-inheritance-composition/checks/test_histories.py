"""Checks of day 4: accounts that have a history."""

import pytest

from grader.toolbox import Mismatch, refused

KINDS = pytest.mark.parametrize(("kind", "rate_or_limit"), [("SavingsAccount", 0.05), ("CheckingAccount", 50.0)])


@pytest.fixture
def bank(subject):
    """The learner's module."""
    return subject.module("bank_system_v2")


@pytest.fixture
def history(bank):
    """A history without an account."""
    return bank.TransactionHistory()


@pytest.mark.criterion("history-records")
def test_a_history_starts_empty(history):
    assert len(history) == 0
    if history.all() is None:
        raise Mismatch(
            "all() gives nothing back.",
            expected="an empty list, because nothing is recorded yet",
            actual="None",
            help="print() only shows a list. The line that gives it to the caller begins with return.",
        )
    assert history.all() == []


@pytest.mark.criterion("history-records")
def test_what_is_recorded_is_kept_oldest_first(history, rng):
    recorded = [(rng.choice(["deposit", "withdraw", "fee"]), float(rng.randint(1, 500))) for _ in range(4)]
    for kind, amount in recorded:
        history.record(kind, amount)
    kept = history.all()
    if kept != recorded and isinstance(kept, list) and any(isinstance(each, str | list | dict) for each in kept):
        raise Mismatch(
            "What all() gives is something else than a list of tuples.",
            expected=recorded,
            actual=kept,
            help="Round brackets make a tuple: (kind, amount)",
        )
    assert kept == recorded
    assert len(history) == 4


@pytest.mark.criterion("history-records")
def test_one_history_does_not_keep_for_another(bank, history):
    other = bank.TransactionHistory()
    history.record("deposit", 5.0)
    assert other.all() == []


@pytest.mark.criterion("account-has-history")
@KINDS
def test_an_account_has_a_history(subject, bank, kind, rate_or_limit):
    account = getattr(bank, kind)("Amina", 100.0, rate_or_limit)
    history = account.history
    if not subject.is_instance(history, bank.TransactionHistory):
        raise Mismatch(
            "account.history is something else than a TransactionHistory.",
            expected="an object of the class TransactionHistory",
            actual=f"one of the type {subject.type_name(history)}",
            help="Create it in __init__: self.history = TransactionHistory()",
        )
    assert history.all() == []


@pytest.mark.criterion("account-has-history")
@KINDS
def test_an_account_is_no_history(subject, bank, kind, rate_or_limit):
    if subject.is_subclass(getattr(bank, kind, rate_or_limit), bank.TransactionHistory):
        raise Mismatch(
            f"A {kind} is a TransactionHistory. It should have one.",
            expected="TransactionHistory is none of its parents",
            actual="it is one of them",
            help="That is inheritance. Composition is an object of the other class, kept on self.",
        )


@pytest.mark.criterion("account-has-history")
@KINDS
def test_every_account_has_a_history_of_its_own(subject, bank, kind, rate_or_limit):
    account = getattr(bank, kind)("Amina", 100.0, rate_or_limit)
    other = getattr(bank, kind)("Boris", 100.0, rate_or_limit)
    if subject.evaluate("account.history is other.history", account=account, other=other):
        raise Mismatch(
            "Two accounts share one history.",
            expected="a history for each account",
            actual="the same history for both",
            help="Create it inside __init__. In the class body, or as a default value, it is created once for all.",
        )
    account.history.record("deposit", 5.0)
    assert other.history.all() == []


@pytest.mark.criterion("transactions-recorded")
@KINDS
def test_deposits_and_withdrawals_are_recorded(bank, kind, rate_or_limit, rng):
    account = getattr(bank, kind)("Amina", 100.0, rate_or_limit)
    deposited, withdrawn = float(rng.randint(1, 500)), float(rng.randint(1, 99))
    account.deposit(deposited)
    account.withdraw(withdrawn)
    account.deposit(0.5)
    assert account.history.all() == [("deposit", deposited), ("withdraw", withdrawn), ("deposit", 0.5)]


@pytest.mark.criterion("transactions-recorded")
def test_a_withdrawal_that_overdraws_is_recorded(bank):
    account = bank.CheckingAccount("Amina", 100.0, 50.0)
    account.withdraw(130.0)
    assert account.history.all() == [("withdraw", 130.0)]


@pytest.mark.criterion("interest-recorded")
def test_interest_is_recorded(bank, rng):
    amount = rng.randint(2, 9) * 100.0
    account = bank.SavingsAccount("Amina", amount, 0.25)
    account.add_interest()
    history = account.history
    recorded = history.all()
    if [interest for _, interest in recorded] != [amount / 4]:
        raise Mismatch(
            "add_interest() did not record the interest once.",
            expected=f"one transaction, with the amount {amount / 4}",
            actual=recorded or "no transaction",
            help="Whichever method changes the balance records it. If add_interest calls deposit, deposit has done so.",
        )


@pytest.mark.criterion("refusals-not-recorded")
@KINDS
def test_a_refused_withdrawal_is_not_recorded(bank, kind, rate_or_limit):
    account = getattr(bank, kind)("Amina", 100.0, rate_or_limit)
    account.withdraw(40.0)
    with refused():
        account.withdraw(150.0)
    assert account.history.all() == [("withdraw", 40.0)]


@pytest.mark.criterion("history-protected")
def test_a_history_is_not_changed_through_its_list(subject, history):
    empty = subject.define("""
        def empty(history):
            transactions = history.all()
            transactions.clear()
    """)
    history.record("deposit", 5.0)
    empty(history)
    assert history.all() == [("deposit", 5.0)]


@pytest.mark.criterion("odd-amounts-refused")
@KINDS
@pytest.mark.parametrize("operation", ["deposit", "withdraw"])
@pytest.mark.parametrize("amount", [0, -25.0])
def test_zero_or_less_is_refused(bank, kind, rate_or_limit, operation, amount):
    account = getattr(bank, kind)("Amina", 100.0, rate_or_limit)
    with refused():
        getattr(account, operation)(amount)
    assert account.get_balance() == 100.0
    assert account.history.all() == []


@pytest.mark.criterion("empty-earns-nothing")
def test_an_empty_account_earns_nothing(bank):
    account = bank.SavingsAccount("Amina", 0.0, 0.05)
    account.add_interest()
    assert account.get_balance() == 0.0
    assert account.history.all() == []
