"""Accounts of several kinds, and accounts that remember what was done with them.

Design decisions
----------------
Inheritance says "is a". A savings account is a bank account: wherever a bank account is expected, it fits. So it
inherits, and what every account can do is written once, in BankAccount.

Composition says "has a". An account is no list of transactions, it has one. So TransactionHistory is a class of its
own, and the account holds an object of it. The history can be tried out, changed or replaced without an account.

TrackedAccount is where the two meet: it is a bank account and has a history. The kinds of account below it share
both. PremiumAccount needs no history, so it inherits from BankAccount directly.

One thing to know about CheckingAccount: BankAccount promises that a balance never falls below zero. A checking
account breaks this promise, so code that relies on it must not be given one.
"""

from bank_system import BankAccount


class PremiumAccount(BankAccount):
    """A bank account whose owner can get a bonus."""

    def add_bonus(self, percent: float) -> None:
        """Add this many percent of the balance."""
        self.balance += self.balance * percent / 100


class TransactionHistory:
    """What was done with one account, oldest first. It knows nothing of accounts."""

    def __init__(self) -> None:
        self._transactions: list[tuple[str, float]] = []

    def record(self, kind: str, amount: float) -> None:
        """Note down one transaction."""
        self._transactions.append((kind, amount))

    def all(self) -> list[tuple[str, float]]:
        """Return every transaction, in a new list, so that nobody can change the history through it."""
        return list(self._transactions)

    def __len__(self) -> int:
        return len(self._transactions)


class TrackedAccount(BankAccount):
    """A bank account (inheritance) that has a history (composition)."""

    def __init__(self, owner: str, balance: float) -> None:
        super().__init__(owner, balance)
        self.history = TransactionHistory()

    def deposit(self, amount: float) -> None:
        """Add an amount to the balance and note it down."""
        super().deposit(amount)  # an exception ends the method here, so a refusal is not recorded
        self.history.record("deposit", amount)

    def withdraw(self, amount: float) -> None:
        """Take an amount out, if there is enough, and note it down."""
        super().withdraw(amount)
        self.history.record("withdraw", amount)


class SavingsAccount(TrackedAccount):
    """An account that earns interest."""

    def __init__(self, owner: str, balance: float, interest_rate: float) -> None:
        super().__init__(owner, balance)
        self.interest_rate = interest_rate

    def add_interest(self) -> None:
        """Add the balance times the rate. An empty account earns nothing."""
        interest = self.balance * self.interest_rate
        if interest > 0:
            self.balance += interest
            self.history.record("interest", interest)


class CheckingAccount(TrackedAccount):
    """An account that may be overdrawn, down to a limit."""

    def __init__(self, owner: str, balance: float, overdraft_limit: float) -> None:
        super().__init__(owner, balance)
        self.overdraft_limit = overdraft_limit

    def withdraw(self, amount: float) -> None:
        """Take an amount out, if the limit allows it.

        There is no super() here: the parent would refuse what this kind of account allows.
        """
        if amount <= 0:
            raise ValueError("The amount must be positive.")
        if amount > self.balance + self.overdraft_limit:
            raise ValueError(f"{self.owner} can take out {self.balance + self.overdraft_limit} at most.")
        self.balance -= amount
        self.history.record("withdraw", amount)


def show(account: TrackedAccount) -> None:
    """Print an account with its history. It takes every kind of account that has one."""
    kind_of_account = type(account).__name__
    print(f"{kind_of_account} of {account.owner}: {account.get_balance():.2f}, {len(account.history)} transactions")
    for kind, amount in account.history.all():
        print(f"  {kind:<8} {amount:>8.2f}")


def main() -> None:
    """Show both kinds of account at work."""
    savings = SavingsAccount("Amina", 100.0, 0.05)
    savings.deposit(50.0)
    savings.withdraw(30.0)
    savings.add_interest()
    show(savings)

    checking = CheckingAccount("Boris", 40.0, 100.0)
    checking.deposit(20.0)
    checking.withdraw(110.0)
    try:
        checking.withdraw(60.0)
    except ValueError as error:
        print(f"Refused: {error}")
    show(checking)


if __name__ == "__main__":
    main()
