"""Checks of day 5: accounts that note their transactions, and a manager that keeps the accounts."""

import time

import pytest

from grader.toolbox import Mismatch, refused


@pytest.fixture
def account(subject):
    """An account of Amina's with 100.0 in it."""
    return subject.module("typed_models").BankAccount("Amina", 100.0)


@pytest.fixture
def manager(subject):
    """A manager without accounts."""
    return subject.module("typed_models").AccountManager()


@pytest.fixture
def noted(subject):
    """A function that says what an account has noted down."""
    return subject.define("""
        def noted(account):
            return [(one.type, one.amount) for one in account.transactions]
    """)


def opened(manager, owner):
    """The account that the manager opens for an owner."""
    account = manager.create_account(owner)
    if account is None:
        raise Mismatch(
            "create_account() returned nothing.",
            expected="the new account",
            actual="None",
            help="The last line of the method returns the account.",
        )
    return account


@pytest.mark.criterion("deposit-noted")
def test_a_deposit_is_added_and_noted(account, noted, rng):
    amount = float(rng.randint(1, 500))
    account.deposit(amount)
    account.deposit(0.5)
    assert account.balance == 100.0 + amount + 0.5
    assert noted(account) == [("deposit", amount), ("deposit", 0.5)]


@pytest.mark.criterion("withdraw-noted")
def test_a_withdrawal_is_taken_out_and_noted(account, noted, rng):
    amount = float(rng.randint(1, 99))
    account.withdraw(amount)
    account.withdraw(0.5)
    assert account.balance == 100.0 - amount - 0.5
    assert noted(account) == [("withdraw", amount), ("withdraw", 0.5)]


@pytest.mark.criterion("withdraw-noted")
def test_the_whole_balance_can_be_withdrawn(account):
    account.withdraw(100.0)
    assert account.balance == 0.0


@pytest.mark.criterion("refusals-kept")
@pytest.mark.parametrize(
    "operation, amount",
    [("withdraw", 100.01), ("withdraw", 0), ("withdraw", -25.0), ("deposit", 0), ("deposit", -25.0)],
)
def test_what_is_refused_changes_nothing(account, noted, operation, amount):
    with refused():
        getattr(account, operation)(amount)
    assert account.balance == 100.0
    assert noted(account) == []


@pytest.mark.criterion("transactions-own")
def test_one_account_does_not_note_for_another(subject, account, noted):
    other = subject.module("typed_models").BankAccount("Boris", 20.0)
    account.deposit(5.0)
    assert noted(other) == []


@pytest.mark.criterion("transactions-numbered")
def test_transactions_are_numbered_from_one(subject, account, rng):
    numbers = subject.define("""
        def numbers(account):
            return [one.id for one in account.transactions]
    """)
    count = rng.randint(3, 5)
    for _ in range(count - 1):
        account.deposit(10.0)
    account.withdraw(10.0)
    assert numbers(account) == list(range(1, count + 1))
    other = subject.module("typed_models").BankAccount("Boris", 20.0)
    other.deposit(10.0)
    assert numbers(other) == [1]


@pytest.mark.criterion("moment-kept")
def test_a_transaction_knows_its_moment(subject, account):
    kinds = subject.define("""
        def kinds(account):
            return [type(one.timestamp).__name__ for one in account.transactions]
    """)
    later = subject.define("""
        def later(account):
            return account.transactions[1].timestamp > account.transactions[0].timestamp
    """)
    account.deposit(10.0)
    time.sleep(0.05)
    account.withdraw(10.0)
    assert kinds(account) == ["datetime", "datetime"]
    if later(account) is not True:
        raise Mismatch(
            "The second transaction is not later than the first, although time has passed between them.",
            expected="a later timestamp",
            actual="the same one, or an earlier one",
            help="A default like = datetime.now() is worked out once, when the class is read. "
            "Call datetime.now() where the transaction is created.",
        )


@pytest.mark.criterion("account-created")
def test_an_account_is_opened_empty(manager, rng):
    account = opened(manager, owner := rng.choice(["Chen", "Dalia", "Emeka"]))
    assert account.owner == owner
    assert account.balance == 0.0


@pytest.mark.criterion("account-found")
def test_an_account_is_found_by_its_owner(manager, rng):
    owners = rng.sample(["Amina", "Boris", "Chen"], 3)
    for owner in owners:
        opened(manager, owner)
    account = manager.get_account(owners[1])
    if account is None:
        raise Mismatch("get_account() did not find an account that was opened.", expected="the account", actual="None")
    assert account.owner == owners[1]


@pytest.mark.criterion("account-found")
def test_the_account_found_is_the_one_that_was_opened(manager):
    first = opened(manager, "Amina")
    first.balance = 40.0
    assert manager.get_account("Amina").balance == 40.0


@pytest.mark.criterion("account-found")
def test_an_unknown_owner_has_no_account(manager):
    opened(manager, "Amina")
    assert manager.get_account("Dalia") is None


@pytest.mark.criterion("accounts-listed")
def test_every_account_is_listed(manager, rng):
    owners = sorted(rng.sample(["Amina", "Boris", "Chen", "Dalia"], 3))
    for owner in owners:
        opened(manager, owner)
    accounts = manager.all_accounts()
    if not isinstance(accounts, list) or any(isinstance(one, str | tuple) for one in accounts):
        raise Mismatch(
            "all_accounts() did not return a list of accounts.",
            expected="a list of accounts",
            actual=repr(accounts),
            help="list(some_dict) lists the keys of a dict, list(some_dict.values()) what stands behind them.",
        )
    assert sorted(account.owner for account in accounts) == owners


@pytest.mark.criterion("accounts-listed")
def test_a_second_manager_starts_without_accounts(subject, manager):
    opened(manager, "Amina")
    other = subject.module("typed_models").AccountManager()
    assert other.all_accounts() == []


@pytest.mark.criterion("owner-once")
def test_an_owner_has_one_account_only(manager):
    first = opened(manager, "Amina")
    first.balance = 40.0
    with refused():
        manager.create_account("Amina")
    assert manager.get_account("Amina").balance == 40.0
