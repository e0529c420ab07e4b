"""A bank that counts cents, with handlers put together by hand and tests in unittest."""

import logging
import unittest
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

_log = logging.getLogger("bank.accounts")
_log.setLevel(logging.INFO)


class BankError(Exception):
    pass


class InsufficientFundsError(BankError):
    pass


class NegativeAmountError(BankError, ValueError):
    pass


class BankAccount:
    def __init__(self, owner: str, balance: float) -> None:
        self.owner = owner
        self._cents = round(balance * 100)

    def deposit(self, amount: float) -> None:
        self._cents += self._in_cents(amount)

    def withdraw(self, amount: float) -> None:
        cents = self._in_cents(amount)
        if cents > self._cents:
            raise InsufficientFundsError
        self._cents -= cents

    def get_balance(self) -> float:
        return self._cents / 100

    def _in_cents(self, amount: float) -> int:
        cents = round(amount * 100)
        if cents <= 0:
            raise NegativeAmountError
        return cents


def _attempt(word: str, account: BankAccount, amount: float, operation: Callable[[float], None]) -> bool:
    try:
        operation(amount)
    except BankError as error:
        _log.error(f"{word} {account.owner} {amount:+.2f} EUR: {type(error).__name__}")
        return False
    _log.info(f"{word} {account.owner} {amount:+.2f} EUR")
    return True


def try_deposit(account: BankAccount, amount: float) -> bool:
    return _attempt("deposit", account, amount, account.deposit)


def try_withdraw(account: BankAccount, amount: float) -> bool:
    return _attempt("withdrawal", account, amount, account.withdraw)


def set_up_logging(filename: str = "bank.log") -> logging.Logger:
    log = logging.getLogger("bank")
    if not log.handlers:
        to_file = RotatingFileHandler(Path(__file__).parent / filename, maxBytes=100_000, backupCount=1)
        to_file.setFormatter(logging.Formatter("[%(levelname)-8s] %(asctime)s %(name)s: %(message)s"))
        to_console = logging.StreamHandler()
        to_console.setFormatter(logging.Formatter("%(levelname)s:%(message)s"))
        log.addHandler(to_file)
        log.addHandler(to_console)
    return log


class BankTest(unittest.TestCase):
    def setUp(self) -> None:
        self.account = BankAccount("Gideon", 100)

    def test_what_goes_well(self) -> None:
        assert try_deposit(self.account, 5)
        assert try_withdraw(self.account, 105)

    def test_what_is_refused(self) -> None:
        assert not try_withdraw(self.account, 105)
        assert not try_deposit(self.account, -5)
        assert self.account.get_balance() == 100


if __name__ == "__main__":
    set_up_logging()
    unittest.main()
