"""A bank that keeps its accounts in a JSON file."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


def save_dict(data: dict[str, Any], filename: str) -> None:
    """Write a dictionary to a file as JSON."""


def load_dict(filename: str) -> dict[str, Any]:
    """Read a dictionary back from a JSON file."""
    return {}  # Open the file and return what is in it.


@dataclass(frozen=True)
class Transaction:
    """One deposit or withdrawal. What happened does not change any more."""

    id: int
    amount: float
    type: str
    timestamp: datetime

    def to_dict(self) -> dict[str, Any]:
        """Return what JSON can hold: the timestamp as a text."""
        return {}  # One entry for each field.

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Transaction":
        """Build the transaction again from what to_dict has returned."""
        return cls(0, 0.0, "", datetime.now())  # Take the four values from data.


@dataclass
class BankAccount:
    """An account that notes down everything that is done with it."""

    owner: str
    balance: float = 0.0
    transactions: list[Transaction] = field(default_factory=list)

    def deposit(self, amount: float) -> None:
        """Add an amount to the balance."""
        if amount <= 0:
            raise ValueError("The amount must be positive.")
        self.balance += amount
        self._note(amount, "deposit")

    def withdraw(self, amount: float) -> None:
        """Take an amount out, if there is enough."""
        if amount <= 0:
            raise ValueError("The amount must be positive.")
        if amount > self.balance:
            raise ValueError(f"{self.owner} has only {self.balance}.")
        self.balance -= amount
        self._note(amount, "withdraw")

    def _note(self, amount: float, kind: str) -> None:
        """Note down what has happened, with the next number."""
        number = len(self.transactions) + 1
        self.transactions.append(Transaction(number, amount, kind, datetime.now()))

    def to_dict(self) -> dict[str, Any]:
        """Return what JSON can hold: every transaction as a dictionary."""
        return {}  # One entry for each field.

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "BankAccount":
        """Build the account again from what to_dict has returned."""
        return cls("")  # Take the three values from data.


@dataclass
class Bank:
    """All accounts, each found by its owner."""

    accounts: dict[str, BankAccount] = field(default_factory=dict)

    def create_account(self, owner: str, balance: float = 0.0) -> BankAccount:
        """Open an account for an owner and return it."""
        account = BankAccount(owner, balance)
        self.accounts[owner] = account
        return account

    def get_account(self, owner: str) -> BankAccount | None:
        """Return the account of an owner, or None if there is none."""
        return self.accounts.get(owner)

    def save_to_file(self, filename: str) -> None:
        """Write all accounts to a JSON file."""

    # Make this a class method that is given cls, not self.
    def load_from_file(self, filename: str) -> "Bank":
        """Build the bank again from a file. Without a file there is an empty bank."""
        return Bank()


def main() -> None:
    """Pay 10 into Amina's account, and remember it until the next run."""


if __name__ == "__main__":
    main()
