"""Checks of day 6: the account raises exceptions of its own, and two functions catch them."""

import pytest

from grader.toolbox import Mismatch, raising

NAMES = ("InsufficientFundsError", "NegativeAmountError")


@pytest.fixture
def module(subject):
    return subject.module("bank_with_errors")


@pytest.fixture
def account(module):
    """An account of Amina's with 100.0 in it."""
    return module.BankAccount("Amina", 100.0)


@pytest.fixture
def is_exception(subject):
    """A function that says whether something can be raised."""
    return subject.define("""
        def is_exception(kind):
            return isinstance(kind, type) and issubclass(kind, Exception)
    """)


def answers(came, expected, what):
    """try_deposit and try_withdraw answer True or False, and nothing else."""
    if came is not expected:
        raise Mismatch(
            f"{what}, but the answer was not {expected}.",
            expected=repr(expected),
            actual=repr(came),
            help="A function that ends without return answers None." if came is None else None,
        )


@pytest.mark.criterion("withdraw-tried")
def test_a_withdrawal_that_goes_well(module, account, rng):
    amount = rng.randint(4, 380) / 4
    answers(module.try_withdraw(account, amount), True, "The account has enough")
    assert account.get_balance() == 100.0 - amount
    answers(module.try_withdraw(account, 100.0 - amount), True, "The account has exactly enough")
    assert account.get_balance() == 0.0


@pytest.mark.criterion("withdraw-tried")
def test_a_withdrawal_of_too_much(module, account, rng):
    answers(module.try_withdraw(account, 100.0 + rng.randint(1, 400) / 4), False, "The account has too little")
    assert account.get_balance() == 100.0


@pytest.mark.criterion("withdraw-tried")
def test_the_account_decides(subject, module):
    """An account of another kind refuses what a plain one would pay out."""
    closed = subject.define(
        """
        def closed(BankAccount):
            class ClosedAccount(BankAccount):
                def withdraw(self, amount):
                    super().withdraw(amount + 1_000_000)

            return ClosedAccount("Boris", 100.0)
        """
    )(module.BankAccount)
    answers(module.try_withdraw(closed, 10.0), False, "This account refuses every withdrawal")


@pytest.mark.criterion("withdraw-logged")
def test_a_withdrawal_is_logged(subject, module, rng):
    collect, logged = subject.define(
        """
        import logging

        records = []

        def collect():
            make = logging.getLogRecordFactory()

            def keep(*arguments, **named):
                records.append(make(*arguments, **named))
                return records[-1]

            logging.setLogRecordFactory(keep)
            logging.getLogger().setLevel(logging.INFO)

        def logged():
            return [(record.levelname, record.getMessage()) for record in records]
        """
    )[1:]
    owner, amount = rng.choice(["Boris", "Chen", "Dalia"]), rng.randint(400, 800) + 0.25
    account = module.BankAccount(owner, 900.5)
    collect()
    answers(module.try_withdraw(account, amount), True, "The account has enough")
    lines = logged()
    if not any(level == "INFO" and owner in text and f"{amount:g}" in text for level, text in lines):
        raise Mismatch(
            "The withdrawal was not logged with its owner and its amount.",
            expected=f"a line of the level INFO with {owner} and {amount} in it",
            actual="; ".join(f"{level}: {text}" for level, text in lines) or "nothing was logged",
            help="Put account.owner and amount into the text."
            if "INFO" in dict(lines)
            else "Call logger.info after the withdrawal.",
        )


@pytest.mark.criterion("account-as-before")
def test_money_goes_in_and_out(module, rng):
    balance, paid, taken = float(rng.randint(100, 900)), rng.randint(1, 400) / 4, float(rng.randint(1, 99))
    account = module.BankAccount("Chen", balance)
    assert account.owner == "Chen"
    account.deposit(paid)
    assert account.get_balance() == balance + paid
    account.withdraw(taken)
    assert account.get_balance() == balance + paid - taken
    account.withdraw(balance + paid - taken)
    assert account.get_balance() == 0.0


@pytest.mark.criterion("account-as-before")
def test_an_amount_can_be_small(account):
    account.deposit(0.5)
    account.withdraw(0.25)
    assert account.get_balance() == 100.25


@pytest.mark.criterion("exceptions-own")
@pytest.mark.parametrize("name", NAMES)
def test_it_is_an_exception(module, is_exception, name):
    kind = getattr(module, name)
    if not is_exception(kind):
        raise Mismatch(
            f"{name} is not an exception.",
            expected=f"class {name}(Exception):",
            actual="something that cannot be raised",
            help="Write Exception in the brackets after the name of the class.",
        )
    if (real := kind.__name__) != name:
        raise Mismatch(
            f"{name} is another name for {real}.", expected=f"class {name}(Exception):", actual=f"the class {real}"
        )


@pytest.mark.criterion("exceptions-own")
@pytest.mark.parametrize("name, other", [NAMES, NAMES[::-1]])
def test_catching_one_leaves_the_other(subject, module, name, other):
    if subject.is_subclass(getattr(module, name), getattr(module, other)):
        raise Mismatch(
            f"{name} is a kind of {other}.",
            expected="two exceptions, neither of them a kind of the other",
            actual=f"`except {other}` catches {name}, too",
        )


@pytest.mark.criterion("overdraw-raises")
@pytest.mark.parametrize("amount", [100.01, 150])
def test_too_little_in_the_account(module, account, amount):
    with raising(module.InsufficientFundsError):
        account.withdraw(amount)
    assert account.get_balance() == 100.0


@pytest.mark.criterion("overdraw-raises")
def test_the_balance_of_this_moment_counts(module, account, rng):
    taken = float(rng.randint(20, 80))
    account.withdraw(taken)
    with raising(module.InsufficientFundsError):
        account.withdraw(100.5 - taken)
    assert account.get_balance() == 100.0 - taken


@pytest.mark.criterion("negative-raises")
@pytest.mark.parametrize("amount", [0, -0.5, -250])
@pytest.mark.parametrize("operation", ["deposit", "withdraw"])
def test_an_amount_that_makes_no_sense(module, account, operation, amount):
    with raising(module.NegativeAmountError):
        getattr(account, operation)(amount)
    assert account.get_balance() == 100.0


@pytest.mark.criterion("deposit-tried")
def test_a_deposit_that_goes_well(module, account, rng):
    amount = rng.randint(4, 380) / 4
    answers(module.try_deposit(account, amount), True, "The amount is fine")
    assert account.get_balance() == 100.0 + amount


@pytest.mark.criterion("deposit-tried")
@pytest.mark.parametrize("amount", [0, -25.0])
def test_a_deposit_that_makes_no_sense(module, account, amount):
    answers(module.try_deposit(account, amount), False, "The account refuses this amount")
    assert account.get_balance() == 100.0


@pytest.mark.criterion("all-refusals-caught")
@pytest.mark.parametrize("amount", [150.0, 0, -25.0])
def test_no_refusal_comes_through(module, account, amount):
    answers(module.try_withdraw(account, amount), False, "The account refuses this amount")
    assert account.get_balance() == 100.0


@pytest.mark.criterion("bank-error")
@pytest.mark.parametrize("name", NAMES)
def test_there_is_one_family(subject, module, is_exception, name):
    if not subject.is_subclass(getattr(module, name), module.BankError):
        raise Mismatch(
            f"{name} is not a kind of BankError.",
            expected=f"class {name}(BankError):",
            actual="another class in the brackets",
            help="Then `except BankError` catches it, too.",
        )
    if not is_exception(module.BankError):
        raise Mismatch(
            "BankError is not an exception itself.",
            expected="class BankError(Exception):",
            actual="another class in the brackets",
        )


@pytest.mark.criterion("strangers-pass")
@pytest.mark.parametrize("operation", ["deposit", "withdraw"])
def test_another_exception_is_not_hidden(subject, module, operation):
    remote = subject.define(
        """
        def remote(BankAccount):
            class RemoteAccount(BankAccount):
                def deposit(self, amount):
                    raise ConnectionError("The line to the bank is cut.")

                withdraw = deposit

            return RemoteAccount("Boris", 100.0)
        """
    )(module.BankAccount)
    with raising(ConnectionError):
        getattr(module, f"try_{operation}")(remote, 10.0)
