"""The checks of day 3 as plain pytest tests in one process: what the grader's speed is compared with.

`journey bench` copies this file beside the solution. No isolation, no limits, no transcript.
"""

import subprocess
import sys

import pytest
from bank_system import BankAccount
from person import Person


@pytest.fixture
def account():
    return BankAccount("Amina", 100.0)


def test_a_person_keeps_name_and_age():
    person = Person("Amina", 31)
    assert person.name == "Amina"
    assert person.age == 31


def test_a_person_greets_by_name(capsys):
    Person("Chen", 41).greet()
    assert "Chen" in capsys.readouterr().out


def test_an_account_keeps_owner_and_balance():
    account = BankAccount("Amina", 238.0)
    assert account.owner == "Amina"
    assert account.get_balance() == 238.0


def test_one_account_does_not_touch_another(account):
    other = BankAccount("Boris", 20.0)
    account.deposit(5)
    assert other.get_balance() == 20.0


def test_a_deposit_is_added(account):
    account.deposit(206.0)
    account.deposit(0.5)
    assert account.get_balance() == 306.5


def test_a_withdrawal_is_subtracted(account):
    account.withdraw(72.0)
    account.withdraw(0.5)
    assert account.get_balance() == 27.5


def test_the_whole_balance_can_be_withdrawn(account):
    account.withdraw(100.0)
    assert account.get_balance() == 0.0


@pytest.mark.parametrize("amount", [100.01, 150])
def test_withdrawing_too_much_is_refused(account, amount):
    with pytest.raises(ValueError, match="only"):
        account.withdraw(amount)
    assert account.get_balance() == 100.0


def test_the_demonstration_shows_three_accounts():
    shown = subprocess.run([sys.executable, "bank_system.py"], capture_output=True, text=True, check=True)
    assert len(shown.stdout.splitlines()) >= 6


@pytest.mark.parametrize("amount", [0, -25.0])
@pytest.mark.parametrize("operation", ["deposit", "withdraw"])
def test_zero_or_less_is_refused(account, operation, amount):
    with pytest.raises(ValueError, match="positive"):
        getattr(account, operation)(amount)
    assert account.get_balance() == 100.0
