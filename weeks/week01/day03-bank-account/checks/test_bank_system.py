"""Checks of day 3: a person who greets, and an account that protects its balance."""

import pytest

from grader.toolbox import Mismatch, ended_well, refused

DEMONSTRATION = """
import runpy
import sys


def demonstration():
    used = {}

    def watch(frame, event, argument):
        name = frame.f_code.co_name
        if event == "call" and name in ("__init__", "deposit", "withdraw"):
            account = frame.f_locals[frame.f_code.co_varnames[0]]
            if type(account).__name__ == "BankAccount":
                used.setdefault(id(account), (account, set()))[1].add(name)

    sys.setprofile(watch)
    try:
        runpy.run_path("bank_system.py", run_name="__main__")
    finally:
        sys.setprofile(None)
    return [(account.owner, sorted(calls)) for account, calls in used.values()]
"""


@pytest.fixture
def account(subject):
    """An account of Amina's with 100.0 in it."""
    return subject.module("bank_system").BankAccount("Amina", 100.0)


@pytest.mark.criterion("person-created")
def test_a_person_keeps_name_and_age(subject, rng):
    age = rng.randint(18, 80)
    person = subject.module("person").Person("Amina", age)
    assert person.name == "Amina"
    assert person.age == age


@pytest.mark.criterion("person-greets")
def test_a_person_greets_by_name(subject, rng):
    name = rng.choice(["Boris", "Chen", "Dalia", "Emeka"])
    person = subject.module("person").Person(name, 41)
    with subject.printed() as printed:
        person.greet()
    if name not in printed.stdout:
        raise Mismatch(
            "greet() did not print the person's name.",
            expected=f"a printed line with {name} in it",
            actual=repr(printed.stdout),
            help="greet() prints the greeting itself, with print().",
        )


@pytest.mark.criterion("account-created")
def test_an_account_keeps_owner_and_balance(subject, rng):
    balance = float(rng.randint(1, 900))
    account = subject.module("bank_system").BankAccount("Amina", balance)
    assert account.owner == "Amina"
    assert account.get_balance() == balance


@pytest.mark.criterion("accounts-independent")
def test_one_account_does_not_touch_another(subject, account):
    other = subject.module("bank_system").BankAccount("Boris", 20.0)
    account.deposit(5)
    assert other.get_balance() == 20.0
    assert (account.owner, other.owner) == ("Amina", "Boris")


@pytest.mark.criterion("deposit-adds")
def test_a_deposit_is_added(account, rng):
    amount = float(rng.randint(1, 500))
    account.deposit(amount)
    account.deposit(0.5)
    assert account.get_balance() == 100.0 + amount + 0.5


@pytest.mark.criterion("withdraw-subtracts")
def test_a_withdrawal_is_subtracted(account, rng):
    amount = float(rng.randint(1, 99))
    account.withdraw(amount)
    account.withdraw(0.5)
    assert account.get_balance() == 100.0 - amount - 0.5


@pytest.mark.criterion("withdraw-subtracts")
def test_the_whole_balance_can_be_withdrawn(account):
    account.withdraw(100.0)
    assert account.get_balance() == 0.0


@pytest.mark.criterion("overdraw-refused")
@pytest.mark.parametrize("amount", [100.01, 150])
def test_withdrawing_too_much_is_refused(account, amount):
    with refused():
        account.withdraw(amount)
    assert account.get_balance() == 100.0


@pytest.mark.criterion("overdraw-refused")
def test_the_balance_of_this_moment_counts(subject, rng):
    opening = float(rng.randint(20, 90))
    account = subject.module("bank_system").BankAccount("Amina", opening)
    account.withdraw(15)
    with refused():
        account.withdraw(opening - 10)
    assert account.get_balance() == opening - 15


@pytest.mark.criterion("withdraw-subtracts")
def test_more_than_the_opening_balance_can_be_withdrawn_after_a_deposit(account):
    account.deposit(80)
    account.withdraw(130)
    assert account.get_balance() == 50.0


@pytest.mark.criterion("demonstration-runs")
def test_the_demonstration_shows_three_accounts(subject):
    shown = subject.program("bank_system.py")
    ended_well(shown)
    accounts = subject.define(DEMONSTRATION)()
    complete = {owner for owner, used in accounts if {"deposit", "withdraw"} <= set(used)}
    if len(complete) < 3:
        raise Mismatch(
            "The demonstration does not use three accounts of different owners.",
            expected="three owners, and for each of them a call of deposit() and of withdraw()",
            actual=f"owners with both calls: {', '.join(sorted(map(str, complete))) or 'none'}",
        )
    lines = [line for line in shown.stdout.splitlines() if any(sign.isdigit() for sign in line)]
    if len(lines) < 6:
        raise Mismatch(
            "The demonstration is too short to show three accounts at work.",
            expected="at least 6 lines with numbers: a deposit and a withdrawal for each of three accounts",
            actual=f"{len(lines)} lines with numbers",
        )


@pytest.mark.criterion("import-quiet")
def test_importing_runs_no_demonstration(subject):
    with subject.printed() as printed:
        subject.module("bank_system")
    assert printed.stdout == ""


@pytest.mark.criterion("odd-amounts-refused")
@pytest.mark.parametrize("amount", [0, -25.0])
@pytest.mark.parametrize("operation", ["deposit", "withdraw"])
def test_zero_or_less_is_refused(account, operation, amount):
    with refused():
        getattr(account, operation)(amount)
    assert account.get_balance() == 100.0
