"""Checks of day 4: kinds of account that inherit from the account of day 3."""

import pytest

from grader.toolbox import Mismatch, refused

# A computer works these out exactly, whichever way the learner multiplies and divides.
EXACT_PERCENTAGES = [25, 50, 75]


@pytest.fixture
def bank(subject):
    """The learner's module."""
    return subject.module("bank_system_v2")


@pytest.fixture
def insist_on_bank_account(subject):
    """A function that insists that a class is a kind of the BankAccount of day 3."""

    def insist(name, kind):
        if not subject.is_subclass(kind, subject.module("bank_system").BankAccount):
            raise Mismatch(
                f"{name} is not a kind of the BankAccount in bank_system.py.",
                expected="BankAccount is its parent, or the parent of its parent",
                actual="it is not",
                help="The parent stands in brackets after the name: class Child(Parent):",
            )

    return insist


def does_what_every_account_does(subject, account, owner, rng):
    deposited, withdrawn = float(rng.randint(1, 500)), float(rng.randint(1, 99))
    if not subject.has(account, "owner"):
        raise Mismatch(
            "The account does not know its owner.",
            expected=f"account.owner is {owner!r}",
            actual="there is no account.owner",
            help="An __init__ of your own takes the place of the parent's. Call it: super().__init__(owner, balance)",
        )
    assert account.owner == owner
    assert account.get_balance() == 100.0
    account.deposit(deposited)
    assert account.get_balance() == 100.0 + deposited
    account.withdraw(withdrawn)
    assert account.get_balance() == 100.0 + deposited - withdrawn


@pytest.mark.criterion("premium-inherits")
def test_a_premium_account_is_a_bank_account(subject, bank, insist_on_bank_account, rng):
    insist_on_bank_account("PremiumAccount", bank.PremiumAccount)
    owner = rng.choice(["Amina", "Chen", "Dalia"])
    account = bank.PremiumAccount(owner, 100.0)
    does_what_every_account_does(subject, account, owner, rng)


@pytest.mark.criterion("premium-bonus")
def test_a_bonus_is_so_many_percent_of_the_balance(bank, rng):
    hundreds, percent = rng.randint(2, 9), rng.choice(EXACT_PERCENTAGES)
    account = bank.PremiumAccount("Amina", hundreds * 100.0)
    account.add_bonus(percent)
    assert account.get_balance() == hundreds * (100.0 + percent)


@pytest.mark.criterion("savings-account")
def test_a_savings_account_is_a_bank_account(subject, bank, insist_on_bank_account, rng):
    insist_on_bank_account("SavingsAccount", bank.SavingsAccount)
    owner = rng.choice(["Amina", "Chen", "Dalia"])
    account = bank.SavingsAccount(owner, 100.0, 0.05)
    does_what_every_account_does(subject, account, owner, rng)


@pytest.mark.criterion("savings-account")
def test_a_savings_account_refuses_to_be_overdrawn(bank):
    account = bank.SavingsAccount("Amina", 100.0, 0.05)
    with refused():
        account.withdraw(100.01)
    assert account.get_balance() == 100.0


@pytest.mark.criterion("interest-added")
def test_interest_is_the_balance_times_the_rate(bank, rng):
    hundreds, percent = rng.randint(2, 9), rng.choice(EXACT_PERCENTAGES)
    account = bank.SavingsAccount("Amina", hundreds * 100.0, percent / 100)
    account.add_interest()
    assert account.get_balance() == hundreds * (100.0 + percent)


@pytest.mark.criterion("interest-added")
def test_interest_is_worked_out_from_the_present_balance(bank):
    account = bank.SavingsAccount("Amina", 100.0, 0.25)
    account.deposit(300.0)
    account.add_interest()
    assert account.get_balance() == 500.0
    account.add_interest()
    assert account.get_balance() == 625.0


@pytest.mark.criterion("interest-added")
def test_every_account_has_a_rate_of_its_own(bank):
    low = bank.SavingsAccount("Amina", 2.0, 0.25)
    high = bank.SavingsAccount("Boris", 2.0, 0.5)
    low.add_interest()
    high.add_interest()
    assert low.get_balance() == 2.5
    assert high.get_balance() == 3.0


@pytest.mark.criterion("checking-account")
def test_a_checking_account_is_a_bank_account(subject, bank, insist_on_bank_account, rng):
    insist_on_bank_account("CheckingAccount", bank.CheckingAccount)
    owner = rng.choice(["Amina", "Chen", "Dalia"])
    account = bank.CheckingAccount(owner, 100.0, 500.0)
    does_what_every_account_does(subject, account, owner, rng)


@pytest.mark.criterion("overdraft-allowed")
def test_the_balance_may_go_down_to_the_limit(bank, rng):
    limit = float(rng.randint(2, 30) * 10)
    account = bank.CheckingAccount("Boris", 100.0, limit)
    account.withdraw(100.0 + limit)
    assert account.get_balance() == -limit


@pytest.mark.criterion("overdraft-allowed")
def test_an_overdrawn_account_goes_on(bank):
    account = bank.CheckingAccount("Boris", 100.0, 50.0)
    account.withdraw(120.0)
    account.withdraw(30.0)
    assert account.get_balance() == -50.0
    account.deposit(10.5)
    account.withdraw(0.5)
    assert account.get_balance() == -40.0


@pytest.mark.criterion("overdraft-limited")
def test_beyond_the_limit_is_refused(bank, rng):
    limit = float(rng.randint(2, 30) * 10)
    account = bank.CheckingAccount("Boris", 100.0, limit)
    with refused():
        account.withdraw(100.0 + limit + 0.5)
    assert account.get_balance() == 100.0


@pytest.mark.criterion("overdraft-limited")
def test_an_overdrawn_account_has_used_a_part_of_its_limit(bank):
    account = bank.CheckingAccount("Boris", 100.0, 50.0)
    account.withdraw(120.0)
    with refused():
        account.withdraw(40.0)
    assert account.get_balance() == -20.0


@pytest.mark.criterion("overdraft-limited")
def test_every_account_has_a_limit_of_its_own(bank):
    account = bank.CheckingAccount("Boris", 100.0, 50.0)
    bank.CheckingAccount("Chen", 100.0, 500.0)
    with refused():
        account.withdraw(200.0)
    assert account.get_balance() == 100.0


@pytest.mark.criterion("code-inherited")
@pytest.mark.parametrize("name", ["SavingsAccount", "CheckingAccount"])
def test_what_the_parent_can_do_is_not_written_again(subject, bank, name):
    parent = subject.module("bank_system").BankAccount
    if not subject.is_same(getattr(bank, name).get_balance, parent.get_balance):
        raise Mismatch(
            f"get_balance() of {name} is written again.",
            expected="the get_balance() of BankAccount",
            actual=f"another one, in {name} or in a class between the two",
            help="A child has every method of its parent. Write only what is different.",
        )
