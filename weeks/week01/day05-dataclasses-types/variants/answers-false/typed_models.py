"""The bank, with methods that answer whether they did what was asked."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
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
    next_id: int = 1

    def deposit(self, amount: float) -> bool:
        if amount > 0:
            self.balance += amount
            self.transactions.append(Transaction(self.next_id, amount, "deposit", datetime.now()))
            self.next_id += 1
            return True
        return False

    def withdraw(self, amount: float) -> bool:
        if 0 < amount <= self.balance:
            self.balance -= amount
            self.transactions.append(Transaction(self.next_id, amount, "withdraw", datetime.now()))
            self.next_id += 1
            return True
        return False


@dataclass
class AccountManager:
    accounts: dict[str, BankAccount] = field(default_factory=dict)

    def create_account(self, owner: str) -> BankAccount:
        assert owner not in self.accounts, "one account for each owner"
        self.accounts[owner] = BankAccount(owner=owner)
        return self.accounts[owner]

    def get_account(self, owner: str) -> BankAccount | None:
        if owner in self.accounts:
            return self.accounts[owner]
        return None

    def all_accounts(self) -> list[BankAccount]:
        accounts: list[BankAccount] = []
        for owner in self.accounts:
            accounts.append(self.accounts[owner])
        return accounts
