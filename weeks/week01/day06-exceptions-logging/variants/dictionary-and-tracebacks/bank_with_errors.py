"""A bank whose logging is described by one dictionary."""

import logging.config
import sys
from dataclasses import dataclass
from typing import Any

logger = logging.getLogger(__name__)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "long": {"format": "{asctime} | {message} | {levelname}", "style": "{", "datefmt": "%d/%m/%Y %H:%M"},
        "short": {"format": "%(message)s"},
    },
    "handlers": {
        "file": {"class": "logging.FileHandler", "filename": "bank.log", "delay": True, "formatter": "long"},
        "console": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "short"},
    },
    "loggers": {
        logger.name: {"level": "DEBUG", "handlers": ["file", "console"], "propagate": False},
    },
}


class BankError(ValueError):
    """The bank refuses; it remembers what was asked for."""

    def __init__(self, amount: float, message: str) -> None:
        super().__init__(message)
        self.amount = amount


class InsufficientFundsError(BankError):
    def __init__(self, amount: float, balance: float) -> None:
        super().__init__(amount, f"{amount} is more than {balance}")
        self.balance = balance


class NegativeAmountError(BankError):
    def __init__(self, amount: float) -> None:
        super().__init__(amount, f"{amount} is not above zero")


@dataclass(slots=True)
class BankAccount:
    owner: str
    balance: float = 0.0

    def deposit(self, amount: float) -> float:
        self._positive(amount)
        self.balance += amount
        return self.balance

    def withdraw(self, amount: float) -> float:
        self._positive(amount)
        if self.balance < amount:
            raise InsufficientFundsError(amount, self.balance)
        self.balance -= amount
        return self.balance

    def get_balance(self) -> float:
        return self.balance

    @staticmethod
    def _positive(amount: float) -> None:
        if not amount > 0:
            raise NegativeAmountError(amount)


def try_deposit(account: BankAccount, amount: float) -> bool:
    logger.debug("try_deposit %r", amount)
    try:
        balance = account.deposit(amount)
    except (InsufficientFundsError, NegativeAmountError):
        logger.exception("deposit of %s for %s refused", amount, account.owner)
        return False
    else:
        logger.info("deposit of %s for %s, now %.2f", amount, account.owner, balance)
        return True
    finally:
        logger.debug("try_deposit is over")


def try_withdraw(account: BankAccount, amount: float) -> bool:
    done = False
    try:
        balance = account.withdraw(amount)
        done = True
        logger.info("withdrawal of %s for %s, now %.2f", amount, account.owner, balance)
    except InsufficientFundsError as error:
        logger.exception("withdrawal of %s for %s refused, %s missing", amount, account.owner, amount - error.balance)
    except NegativeAmountError:
        logger.exception("withdrawal of %s for %s refused", amount, account.owner)
    return done


def set_up_logging() -> None:
    logging.config.dictConfig(LOGGING)


def run() -> int:
    set_up_logging()
    account = BankAccount("Farida", 10)
    came = [try_deposit(account, 5), try_withdraw(account, 12), try_withdraw(account, 12), try_withdraw(account, -1)]
    return 0 if came == [True, True, False, False] else 1


if __name__ == "__main__":
    sys.exit(run())
