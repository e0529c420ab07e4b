"""A bank that says what went wrong, and keeps a log."""

import logging

logger = logging.getLogger("bank")


class BankError:  # Make this an exception.
    """A request that the bank refuses."""


class InsufficientFundsError:  # And this.
    """There is less in the account than was asked for."""


class NegativeAmountError:  # And this.
    """An amount of zero or less makes no sense."""


class BankAccount:
    """An account with an owner and a balance that never falls below zero."""

    def __init__(self, owner: str, balance: float) -> None:
        self.owner = owner
        self.balance = balance

    def deposit(self, amount: float) -> None:
        """Add an amount to the balance."""
        if amount <= 0:
            raise ValueError("The amount must be positive.")  # Raise an exception of your own.
        self.balance += amount

    def withdraw(self, amount: float) -> None:
        """Take an amount out, if there is enough."""
        if amount <= 0:
            raise ValueError("The amount must be positive.")  # Raise an exception of your own.
        if amount > self.balance:
            raise ValueError(f"{self.owner} has only {self.balance}.")  # Here, too.
        self.balance -= amount

    def get_balance(self) -> float:
        """Return what is in the account."""
        return self.balance


def try_deposit(account: BankAccount, amount: float) -> bool:
    """Deposit, and log what came of it. Return whether it went well."""
    return False  # Call account.deposit in a try block.


def try_withdraw(account: BankAccount, amount: float) -> bool:
    """Withdraw, and log what came of it. Return whether it went well."""
    return False  # Call account.withdraw in a try block.


def set_up_logging() -> None:
    """Send every line of the level INFO and above to bank.log and to the console."""


def main() -> None:
    """Try what goes well and what is refused."""


if __name__ == "__main__":
    main()
