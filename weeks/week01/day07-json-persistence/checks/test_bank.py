"""Checks of day 7: a bank that comes back from its file as it was."""

from datetime import datetime

import pytest

from grader.toolbox import Mismatch, raising, refused


@pytest.fixture
def module(subject):
    return subject.module("persistent_bank")


@pytest.fixture
def name(rng):
    """The name of a file that nobody knows beforehand."""
    return f"vault-{rng.randint(100, 999)}.json"


@pytest.fixture
def balances(rng):
    return {"Amina": rng.randint(400, 900) / 4, "Boris": rng.randint(4, 90) / 4}


@pytest.fixture
def bank(module, balances):
    """A bank with two accounts in which nothing has happened yet."""
    bank = module.Bank()
    for owner, balance in balances.items():
        bank.create_account(owner, balance)
    return bank


@pytest.fixture
def amounts(rng):
    """What goes into an account and what is taken out."""
    return rng.randint(100, 300) / 4, rng.randint(4, 90) / 4


@pytest.fixture
def used_bank(module, amounts):
    """A bank with an account in which two things have happened."""
    bank = module.Bank()
    amina = opened(bank, "Amina")
    amina.deposit(amounts[0])
    amina.withdraw(amounts[1])
    return bank


@pytest.fixture
def noted(subject):
    """A function that says what an account has noted down."""
    return subject.define("""
        def noted(account):
            return [(one.id, one.type, one.amount) for one in account.transactions]
    """)


def opened(bank, owner, *balance):
    """The account that a bank opens for an owner."""
    account = bank.create_account(owner, *balance)
    if account is None:
        raise Mismatch(
            "create_account() returned nothing.",
            expected="the new account",
            actual="None",
            help="The last line of the method returns the account.",
        )
    return account


def account_of(bank, owner):
    """The account of an owner who has one."""
    account = bank.get_account(owner)
    if account is None:
        raise Mismatch(
            f"{owner} has an account, but get_account() did not find it.", expected="the account", actual="None"
        )
    if isinstance(account, dict | list | str):
        raise Mismatch(
            f"What get_account() found is no account, but a {type(account).__name__}.",
            expected="an object of the class BankAccount",
            actual=repr(account),
            help="JSON gives back dictionaries and lists. Build a BankAccount from each of them.",
        )
    return account


def reloaded(module, bank, name):
    """The bank after it went to a file and came back."""
    bank.save_to_file(name)
    return module.Bank.load_from_file(name)


def is_a_bank(subject, module, loaded):
    """What was loaded is an object of the class Bank."""
    if not subject.is_instance(loaded, module.Bank):
        raise Mismatch(
            "load_from_file() did not give back a bank.",
            expected="an object of the class Bank",
            actual="None" if loaded is None else f"a value of the type {subject.type_name(loaded)}",
            help="The method builds a bank and returns it in its last line.",
        )


@pytest.mark.criterion("account-as-before")
def test_an_account_notes_what_is_done(module, noted, rng):
    balance, paid, taken = float(rng.randint(100, 900)), rng.randint(1, 400) / 4, float(rng.randint(1, 99))
    account = module.BankAccount("Amina", balance)
    account.deposit(paid)
    account.withdraw(taken)
    assert account.balance == balance + paid - taken
    assert noted(account) == [(1, "deposit", paid), (2, "withdraw", taken)]
    account.withdraw(balance + paid - taken)
    assert account.balance == 0.0


@pytest.mark.criterion("account-as-before")
@pytest.mark.parametrize(
    "operation, amount",
    [("withdraw", 100.01), ("withdraw", 0), ("withdraw", -25.0), ("deposit", 0), ("deposit", -25.0)],
)
def test_what_is_refused_changes_nothing(module, noted, operation, amount):
    account = module.BankAccount("Amina", 100.0)
    with refused():
        getattr(account, operation)(amount)
    assert account.balance == 100.0
    assert noted(account) == []


@pytest.mark.criterion("accounts-found")
def test_an_account_is_opened_and_found(module, rng):
    owners = rng.sample(["Amina", "Boris", "Chen"], 2)
    balance = float(rng.randint(1, 900))
    bank = module.Bank()
    account = opened(bank, owners[0], balance)
    opened(bank, owners[1])
    assert account.owner == owners[0]
    assert account_of(bank, owners[0]).balance == balance
    assert account_of(bank, owners[1]).balance == 0.0


@pytest.mark.criterion("accounts-found")
def test_the_account_found_is_the_one_that_was_opened(module):
    bank = module.Bank()
    opened(bank, "Amina", 20.0).deposit(5.0)
    assert account_of(bank, "Amina").balance == 25.0


@pytest.mark.criterion("accounts-found")
def test_an_unknown_owner_has_no_account(module):
    bank = module.Bank()
    bank.create_account("Amina")
    assert bank.get_account("Dalia") is None
    assert module.Bank().get_account("Amina") is None


@pytest.mark.criterion("saving-changes-nothing")
def test_the_bank_is_the_same_after_saving(subject, used_bank, name, amounts):
    kinds = subject.define("""
        def kinds(account):
            return [(type(one).__name__, type(one.timestamp).__name__) for one in account.transactions]
    """)
    account = account_of(used_bank, "Amina")
    before = kinds(account)
    used_bank.save_to_file(name)
    account = account_of(used_bank, "Amina")
    try:
        came = kinds(account)
    except AttributeError as error:
        came = f"AttributeError: {error}"
    if came != before:
        raise Mismatch(
            "Saving has changed the bank itself.",
            expected=repr(before),
            actual=str(came),
            help="Build new dictionaries for the file. Do not put them into the bank.",
        )
    assert account.balance == amounts[0] - amounts[1]


@pytest.mark.criterion("saving-changes-nothing")
def test_the_bank_goes_on_after_saving(used_bank, name, noted, amounts):
    used_bank.save_to_file(name)
    account = account_of(used_bank, "Amina")
    account.deposit(5.0)
    used_bank.save_to_file(name)
    assert noted(account) == [(1, "deposit", amounts[0]), (2, "withdraw", amounts[1]), (3, "deposit", 5.0)]


@pytest.mark.criterion("load-classmethod")
def test_loading_is_a_class_method(subject, module):
    if not subject.is_classmethod(module.Bank, "load_from_file"):
        raise Mismatch(
            "load_from_file is not a class method.",
            expected="@classmethod in the line above def load_from_file(cls, filename)",
            actual="another kind of method",
            help="There is no bank yet when a bank is loaded. So the class is asked, not an object.",
        )


@pytest.mark.criterion("load-classmethod")
def test_loading_gives_a_new_bank(subject, module, bank, name):
    loaded = reloaded(module, bank, name)
    is_a_bank(subject, module, loaded)
    if subject.is_same(loaded, bank):
        raise Mismatch(
            "load_from_file() gave back the bank that was there before.",
            expected="a new bank, built from the file",
            actual="the same object",
        )


@pytest.mark.criterion("accounts-reloaded")
def test_owners_and_balances_come_back(module, bank, balances, name):
    loaded = reloaded(module, bank, name)
    for owner, balance in balances.items():
        account = account_of(loaded, owner)
        assert account.owner == owner
        assert account.balance == balance


@pytest.mark.criterion("accounts-reloaded")
def test_an_empty_bank_comes_back_empty(module, name):
    assert reloaded(module, module.Bank(), name).get_account("Amina") is None


@pytest.mark.criterion("accounts-reloaded")
def test_two_files_are_two_banks(module, name):
    one, other = module.Bank(), module.Bank()
    one.create_account("Boris", 20.0)
    other.create_account("Dalia", 75.0)
    one.save_to_file(name)
    other.save_to_file(f"other-{name}")
    loaded = module.Bank.load_from_file(name)
    assert account_of(loaded, "Boris").balance == 20.0
    assert loaded.get_account("Dalia") is None


@pytest.mark.criterion("transactions-reloaded")
def test_transactions_come_back_as_transactions(subject, module, used_bank, name):
    strangers = subject.define("""
        def strangers(account, kind):
            return [type(one).__name__ for one in account.transactions if not isinstance(one, kind)]
    """)
    account = account_of(reloaded(module, used_bank, name), "Amina")
    others = strangers(account, module.Transaction)
    if others:
        raise Mismatch(
            "The loaded transactions are not objects of the class Transaction.",
            expected="Transaction objects, as before",
            actual=f"objects of the type {others[0]}",
            help="JSON gives back dictionaries and lists. Build a Transaction from each of them.",
        )


@pytest.mark.criterion("transactions-reloaded")
def test_transactions_come_back_in_order(module, used_bank, name, noted, amounts):
    account = account_of(reloaded(module, used_bank, name), "Amina")
    assert noted(account) == [(1, "deposit", amounts[0]), (2, "withdraw", amounts[1])]


@pytest.mark.criterion("transactions-reloaded")
def test_an_account_without_transactions_has_none(module, bank, name, noted):
    assert noted(account_of(reloaded(module, bank, name), "Boris")) == []


@pytest.mark.criterion("moments-reloaded")
@pytest.mark.parametrize("microsecond", [250_001, 0])
def test_a_moment_comes_back_to_the_microsecond(subject, module, name, rng, microsecond):
    note, moments = subject.define("""
        def note(account, transaction):
            account.transactions.append(transaction)

        def moments(account):
            return [one.timestamp for one in account.transactions]
    """)
    moment = datetime(2026, rng.randint(1, 12), rng.randint(1, 28), rng.randint(9, 20), 30, 15, microsecond)
    bank = module.Bank()
    note(opened(bank, "Chen", 25.0), module.Transaction(id=1, amount=25.0, type="deposit", timestamp=moment))
    loaded = reloaded(module, bank, name)
    came = moments(account_of(loaded, "Chen"))
    if came == [moment.isoformat()]:
        raise Mismatch(
            "The timestamp is still a text.",
            expected=repr([moment]),
            actual=repr(came),
            help="datetime.fromisoformat(text) makes a datetime of it again.",
        )
    assert came == [moment]


@pytest.mark.criterion("moments-reloaded")
def test_the_moments_of_a_bank_come_back(subject, module, used_bank, name):
    remember, same_as_before = subject.define("""
        moments = []

        def remember(account):
            moments.extend(one.timestamp for one in account.transactions)

        def same_as_before(account):
            return [one.timestamp for one in account.transactions] == moments
    """)[1:]
    remember(account_of(used_bank, "Amina"))
    loaded = reloaded(module, used_bank, name)
    assert same_as_before(account_of(loaded, "Amina")) is True


@pytest.mark.criterion("loaded-works-on")
def test_a_loaded_account_goes_on(module, used_bank, name, noted, amounts, rng):
    account = account_of(reloaded(module, used_bank, name), "Amina")
    amount = rng.randint(4, 90) / 4
    account.deposit(amount)
    account.withdraw(1.0)
    assert account.balance == amounts[0] - amounts[1] + amount - 1.0
    assert noted(account)[2:] == [(3, "deposit", amount), (4, "withdraw", 1.0)]


@pytest.mark.criterion("loaded-works-on")
def test_a_loaded_bank_is_saved_again(module, bank, balances, name, noted):
    loaded = reloaded(module, bank, name)
    account_of(loaded, "Boris").deposit(40.0)
    again = account_of(reloaded(module, loaded, name), "Boris")
    assert again.balance == balances["Boris"] + 40.0
    assert noted(again) == [(1, "deposit", 40.0)]


@pytest.mark.criterion("letters-kept")
@pytest.mark.parametrize("owner", ["Zoë", "Jürgen Groß", "Оля", "陳", 'Amina "Mina" \\ O\'Neil'])
def test_letters_come_back(module, name, owner):
    bank = module.Bank()
    bank.create_account(owner, 30.0)
    account = account_of(reloaded(module, bank, name), owner)
    assert account.owner == owner
    assert account.balance == 30.0


@pytest.mark.criterion("missing-file-empty")
def test_without_a_file_there_is_an_empty_bank(subject, module, name):
    loaded = module.Bank.load_from_file(name)
    is_a_bank(subject, module, loaded)
    assert loaded.get_account("Amina") is None
    loaded.create_account("Boris", 20.0)
    assert account_of(loaded, "Boris").balance == 20.0


@pytest.mark.criterion("broken-file-refused")
@pytest.mark.parametrize("text", ['{"Amina": {"balance": 10', "", "Amina has 10 euro.\n"])
def test_a_broken_file_is_refused(subject, module, name, text):
    subject.write_text(name, text)
    with raising(ValueError) as attempt:
        module.Bank.load_from_file(name)
    if name not in str(attempt.error):
        raise Mismatch(
            "The message does not say which file is broken.",
            expected=f"a message with {name} in it",
            actual=str(attempt.error),
            help="Catch json.JSONDecodeError, and raise a ValueError with a message of your own.",
        )
    if not subject.exists(name) or subject.read_text(name) != text:
        raise Mismatch(
            "The broken file is not there any more as it was.",
            expected=f"{name} with the same text as before",
            actual="another text" if subject.exists(name) else "no such file",
            help="Somebody may want to rescue what is in it. Loading only reads.",
        )
