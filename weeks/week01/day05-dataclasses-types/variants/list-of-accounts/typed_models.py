"""The bank, with accounts in a list and the types as older code writes them."""

from __future__ import annotations

import dataclasses
import datetime
from typing import List, Optional  # noqa: UP035


@dataclasses.dataclass(frozen=True)
class Transaction:
    timestamp: datetime.datetime
    id: int
    type: str
    amount: float


@dataclasses.dataclass
class BankAccount:
    owner: str
    balance: float = 0.0
    transactions: List["Transaction"] = dataclasses.field(default_factory=list)  # noqa: UP006, UP037

    def deposit(self, amount: float) -> None:
        self._check(amount)
        self.balance = self.balance + amount
        self.transactions = [*self.transactions, self._transaction("deposit", amount)]

    def withdraw(self, amount: float) -> None:
        self._check(amount)
        if self.balance - amount < 0:
            raise ValueError("not enough money")
        self.balance = self.balance - amount
        self.transactions = [*self.transactions, self._transaction("withdraw", amount)]

    def get_balance(self) -> float:
        return self.balance

    def _transaction(self, name: str, amount: float) -> Transaction:
        last = self.transactions[-1].id if self.transactions else 0
        return Transaction(id=last + 1, amount=amount, type=name, timestamp=datetime.datetime.now())

    @staticmethod
    def _check(amount: float) -> None:
        if not amount > 0:
            raise ValueError("not an amount")


@dataclasses.dataclass
class AccountManager:
    _accounts: List[BankAccount] = dataclasses.field(default_factory=list, repr=False)  # noqa: UP006

    def create_account(self, owner: str) -> BankAccount:
        if self.get_account(owner) is not None:
            raise KeyError(owner)
        self._accounts.append(BankAccount(owner))
        return self._accounts[-1]

    def get_account(self, owner: str) -> Optional[BankAccount]:  # noqa: UP045
        for account in self._accounts:
            if account.owner == owner:
                return account
        return None

    def all_accounts(self) -> List[BankAccount]:  # noqa: UP006
        return self._accounts


def main() -> None:
    manager = AccountManager()
    manager.create_account("Amina").deposit(25)
    print(manager.all_accounts())


if __name__ == "__main__":
    main()
