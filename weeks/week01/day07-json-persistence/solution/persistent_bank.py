"""A bank that keeps its accounts in a JSON file."""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


def save_dict(data: dict[str, Any], filename: str) -> None:
    """Write a dictionary to a file as JSON. Until all of it is written, the old file stays."""
    unfinished = f"{filename}.tmp"
    with open(unfinished, "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False, indent=2)
    os.replace(unfinished, filename)


def load_dict(filename: str) -> dict[str, Any]:
    """Read a dictionary back from a JSON file."""
    with open(filename, encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    return data


@dataclass(frozen=True)
class Transaction:
    """One deposit or withdrawal. What happened does not change any more."""

    id: int
    amount: float
    type: str
    timestamp: datetime

    def to_dict(self) -> dict[str, Any]:
        """Return what JSON can hold: the timestamp as a text."""
        return {**asdict(self), "timestamp": self.timestamp.isoformat()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Transaction":
        """Build the transaction again from what to_dict has returned."""
        return cls(data["id"], data["amount"], data["type"], datetime.fromisoformat(data["timestamp"]))


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
        return {
            "owner": self.owner,
            "balance": self.balance,
            "transactions": [transaction.to_dict() for transaction in self.transactions],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "BankAccount":
        """Build the account again from what to_dict has returned."""
        transactions = [Transaction.from_dict(part) for part in data["transactions"]]
        return cls(data["owner"], data["balance"], transactions)


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
        save_dict({"accounts": [account.to_dict() for account in self.accounts.values()]}, filename)

    @classmethod
    def load_from_file(cls, filename: str) -> "Bank":
        """Build the bank again from a file. Without a file there is an empty bank."""
        try:
            data = load_dict(filename)
        except FileNotFoundError:
            return cls()
        except json.JSONDecodeError as error:
            raise ValueError(f"{filename} is not valid JSON: {error}") from error
        accounts = [BankAccount.from_dict(part) for part in data["accounts"]]
        return cls({account.owner: account for account in accounts})


def main() -> None:
    """Pay 10 into Amina's account, and remember it until the next run."""
    bank = Bank.load_from_file("bank.json")
    account = bank.get_account("Amina")
    if account is None:
        account = bank.create_account("Amina")
    account.deposit(10.0)
    bank.save_to_file("bank.json")
    print(f"{account.owner} has {account.balance}")


if __name__ == "__main__":
    main()
