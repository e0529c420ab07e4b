"""A bank whose classes are dataclasses, with a type on everything."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Transaction:
    """One deposit or withdrawal. What happened does not change any more."""

    id: int
    amount: float
    type: str
    timestamp: datetime


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


@dataclass
class AccountManager:
    """Opens accounts and finds them again."""

    accounts: dict[str, BankAccount] = field(default_factory=dict)

    def create_account(self, owner: str) -> BankAccount:
        """Open an empty account for an owner and return it."""
        if owner in self.accounts:
            raise ValueError(f"{owner} has an account already.")
        account = BankAccount(owner)
        self.accounts[owner] = account
        return account

    def get_account(self, owner: str) -> BankAccount | None:
        """Return the account of an owner, or None if there is none."""
        return self.accounts.get(owner)

    def all_accounts(self) -> list[BankAccount]:
        """Return every account."""
        return list(self.accounts.values())
