"""The bank as a plain class over a list, with pathlib, and text in one piece."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path


def _write(path: Path, data: object) -> None:
    other = path.with_suffix(".new")
    other.write_text(json.dumps(data, default=str, sort_keys=True) + "\n", encoding="utf-8")
    other.replace(path)


def save_dict(data: dict, filename: str) -> None:
    _write(Path(filename), data)


def load_dict(filename: str) -> dict:
    return json.loads(Path(filename).read_text(encoding="utf-8"))


@dataclass
class Transaction:
    id: int
    amount: float
    type: str
    timestamp: datetime


@dataclass
class BankAccount:
    owner: str
    balance: float = 0.0
    transactions: list[Transaction] = field(default_factory=list)

    def deposit(self, amount: float) -> None:
        self._change(amount, "deposit", amount)

    def withdraw(self, amount: float) -> None:
        if amount > self.balance:
            raise ValueError("not enough")
        self._change(amount, "withdraw", -amount)

    def _change(self, amount: float, kind: str, change: float) -> None:
        if amount <= 0:
            raise ValueError("not positive")
        self.balance += change
        self.transactions.append(Transaction(len(self.transactions) + 1, amount, kind, datetime.now()))


class Bank:
    def __init__(self) -> None:
        self.accounts: list[BankAccount] = []

    def create_account(self, owner: str, balance: float = 0.0) -> BankAccount:
        if self.get_account(owner) is not None:
            raise ValueError("there is one already")
        self.accounts.append(BankAccount(owner, balance))
        return self.accounts[-1]

    def get_account(self, owner: str) -> BankAccount | None:
        return next((account for account in self.accounts if account.owner == owner), None)

    def save_to_file(self, filename: str) -> None:
        _write(Path(filename), [asdict(account) for account in self.accounts])

    @classmethod
    def load_from_file(cls, filename: str) -> Bank:
        bank = cls()
        if not Path(filename).exists():
            return bank
        try:
            rows = load_dict(filename)
        except ValueError:
            raise ValueError(f"cannot read {filename}") from None
        for row in rows:
            account = bank.create_account(row["owner"], row["balance"])
            for one in row["transactions"]:
                one["timestamp"] = datetime.fromisoformat(one["timestamp"])
                account.transactions.append(Transaction(**one))
        return bank


if __name__ == "__main__":
    bank = Bank.load_from_file("bank.json")
    amina = bank.get_account("Amina") or bank.create_account("Amina")
    before = amina.balance
    amina.deposit(10)
    bank.save_to_file("bank.json")
    print(f"Before: {before:.2f} EUR, now: {amina.balance:.2f} EUR")
