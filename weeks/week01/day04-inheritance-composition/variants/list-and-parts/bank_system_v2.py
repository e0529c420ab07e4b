"""A bank of kinds and parts.

- Inherit when the child can stand in for its parent everywhere.
- Compose when one thing merely needs another.
"""

from collections.abc import Iterable
from typing import NamedTuple

import bank_system


class Transaction(NamedTuple):
    """It is a tuple, so that it can be compared with one."""

    kind: str
    amount: float


class TransactionHistory(list[Transaction]):
    """A list with two more methods; the account only has one, it is none."""

    def record(self, kind: str, amount: float) -> None:
        self.append(Transaction(kind, amount))

    def all(self) -> list[tuple[str, float]]:
        return [(kind, amount) for kind, amount in self]


class OverdraftRefused(ValueError):
    """The limit would be passed."""


class Account(bank_system.BankAccount):
    """Every public kind is made from this one; the history can be handed in."""

    def __init__(self, owner: str, balance: float, history: TransactionHistory | None = None) -> None:
        super().__init__(owner, balance)
        self.history = TransactionHistory() if history is None else history

    def change(self, kind: str, amount: float, sign: int) -> None:
        self.balance += sign * amount
        self.history.record(kind, amount)

    def limit(self) -> float:
        return 0.0

    def deposit(self, amount: float) -> None:
        positive(amount)
        self.change("deposit", amount, +1)

    def withdraw(self, amount: float) -> None:
        positive(amount)
        if self.balance - amount < -self.limit():
            raise OverdraftRefused(self.owner)
        self.change("withdraw", amount, -1)


def positive(amount: float) -> None:
    if not amount > 0:
        raise ValueError("The amount must be positive.")


class PremiumAccount(bank_system.BankAccount):
    def add_bonus(self, percent: float) -> float:
        self.balance *= 1 + percent / 100
        return self.balance


class SavingsAccount(Account):
    def __init__(self, owner: str, balance: float, interest_rate: float = 0.0) -> None:
        super().__init__(owner, balance)
        self.interest_rate = interest_rate

    def add_interest(self) -> float:
        before = self.balance
        if before:
            self.change("INTEREST", before * self.interest_rate, +1)
        return self.balance - before


class CheckingAccount(Account):
    def __init__(self, owner: str, balance: float, overdraft_limit: float = 0.0) -> None:
        super().__init__(owner, balance)
        self._limit = overdraft_limit

    def limit(self) -> float:
        return self._limit


def table(title: str, rows: Iterable[tuple[str, float]]) -> str:
    return "\n".join([f"== {title} ==", *(f"{kind.upper():.<20}{amount:10,.2f} EUR" for kind, amount in rows)])


if __name__ == "__main__":
    first, second = SavingsAccount("Dalia", 1_000.0, 0.03), CheckingAccount("Emeka", 1_000.0, 500.0)
    for one in (first, second):
        one.deposit(250.0)
        one.withdraw(1_100.0)
    first.add_interest()
    print(table(f"Savings account {first.balance:,.2f}", first.history))
    print(table(f"Checking account {second.balance:,.2f}", second.history))
