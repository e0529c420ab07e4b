"""A bank whose refusals answer False, with time zones, and a copy that is put back when saving fails."""

import json
import os
import shutil
from dataclasses import dataclass, field, fields
from datetime import datetime, timezone
from typing import Self


def save_dict(data: dict[str, object], filename: str) -> None:
    text = json.dumps(data, ensure_ascii=False)
    copy = filename + ".bak"
    if os.path.exists(filename):
        shutil.copy(filename, copy)
    try:
        with open(filename, "wb") as file:
            file.write(text.encode())
    except OSError:
        print("Not saved!")
        if os.path.exists(copy):
            os.replace(copy, filename)


def load_dict(filename: str) -> dict[str, object]:
    with open(filename, "rb") as file:
        return json.load(file)


@dataclass(frozen=True, kw_only=True, slots=True)
class Transaction:
    id: int
    amount: float
    type: str
    timestamp: datetime
    note: str = ""

    def packed(self) -> list[object]:
        return [getattr(self, one.name) for one in fields(self) if one.name != "timestamp"] + [
            self.timestamp.isoformat(sep=" ")
        ]


@dataclass
class BankAccount:
    owner: str
    balance: float = 0.0
    transactions: list[Transaction] = field(default_factory=list)
    counter: int = 0

    def deposit(self, amount: float) -> bool:
        if amount <= 0:
            return False
        self.balance += amount
        return self.note("deposit", amount)

    def withdraw(self, amount: float) -> bool:
        if amount <= 0 or self.balance < amount:
            return False
        self.balance -= amount
        return self.note("withdraw", amount)

    def note(self, kind: str, amount: float) -> bool:
        self.counter += 1
        now = datetime.now(timezone.utc)  # noqa: UP017
        self.transactions.append(Transaction(id=self.counter, amount=amount, type=kind, timestamp=now))
        return True


@dataclass
class Bank:
    name: str = "First Bank"
    accounts: dict[str, BankAccount] = field(default_factory=dict)

    def create_account(self, owner: str, balance: float = 0.0) -> BankAccount:
        account = self.accounts[owner] = BankAccount(owner=owner, balance=balance)
        return account

    def get_account(self, owner: str) -> BankAccount | None:
        try:
            return self.accounts[owner]
        except KeyError:
            return None

    def save_to_file(self, filename: str) -> None:
        rows = {}
        for owner, account in self.accounts.items():
            rows[owner] = [account.balance, account.counter, [one.packed() for one in account.transactions]]
        save_dict({"bank": self.name, "accounts": rows}, filename)

    @classmethod
    def load_from_file(cls, filename: str) -> Self:
        try:
            data = load_dict(filename)
        except FileNotFoundError as error:
            print(f"There is no {error.filename} yet.")
            return cls()
        except ValueError as error:
            error.args = (f"{filename}: {error}",)
            raise
        bank = cls(data["bank"])
        for owner, (balance, counter, rows) in data["accounts"].items():
            account = bank.create_account(owner, balance)
            account.counter = counter
            account.transactions.extend(
                Transaction(id=number, amount=amount, type=kind, note=note, timestamp=datetime.fromisoformat(moment))
                for number, amount, kind, note, moment in rows
            )
        return bank


def main():
    bank = Bank.load_from_file("bank.json")
    if not bank.get_account("Amina"):
        bank.create_account("Amina")
    bank.get_account("Amina").deposit(10)
    bank.save_to_file("bank.json")
    again = Bank.load_from_file("bank.json")
    for account in again.accounts.values():
        print(account.owner, account.balance, account.transactions[-1:])


if __name__ == "__main__":
    main()
