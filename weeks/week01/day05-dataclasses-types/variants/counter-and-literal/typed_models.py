"""The bank, with a counter in each account and a type that allows two words only."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Literal

Kind = Literal["deposit", "withdraw"]


def _now() -> datetime:
    return datetime.now(UTC)


def _numbers() -> Iterator[int]:
    return count(1)


class AccountError(Exception):
    """Something that an account refuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    id: int
    amount: float
    type: Kind
    timestamp: datetime = field(default_factory=_now)
    note: str = ""


@dataclass
class BankAccount:
    owner: str
    balance: float = 0.0
    transactions: list[Transaction] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=_numbers, init=False, repr=False, compare=False)

    def deposit(self, amount: float) -> float:
        return self._book("deposit", amount, amount)

    def withdraw(self, amount: float) -> float:
        if amount > self.balance:
            raise AccountError("overdrawn")
        return self._book("withdraw", amount, -amount)

    def _book(self, kind: Kind, amount: float, change: float) -> float:
        if amount <= 0:
            raise AccountError("no amount")
        self.balance += change
        self.transactions.append(Transaction(id=next(self.numbers), amount=amount, type=kind))
        return self.balance


@dataclass
class AccountManager:
    bank: str = "First Bank"
    accounts: dict[str, BankAccount] = field(default_factory=dict)

    def create_account(self, owner: str, balance: float = 0.0) -> BankAccount:
        if owner in self.accounts:
            raise AccountError("there is one already")
        return self.accounts.setdefault(owner, BankAccount(owner, balance))

    def get_account(self, owner: str) -> None | BankAccount:  # noqa: RUF036
        try:
            return self.accounts[owner]
        except KeyError:
            return None

    def all_accounts(self) -> list[BankAccount]:
        return sorted(self.accounts.values(), key=lambda account: account.owner)
