"""Accounts of several kinds, and accounts that remember what was done with them."""

from bank_system import BankAccount


# Make this a kind of BankAccount: then it can do all that a BankAccount can.
class PremiumAccount:
    """A bank account whose owner can get a bonus."""

    def add_bonus(self, percent: float) -> None:
        """Add this many percent of the balance."""


class TransactionHistory:
    """What was done with one account, oldest first. It knows nothing of accounts."""

    def __init__(self) -> None:
        """Start with no transactions."""

    def record(self, kind: str, amount: float) -> None:
        """Note down one transaction."""

    def all(self) -> list[tuple[str, float]]:
        """Return every transaction."""
        return []

    def __len__(self) -> int:
        return 0


class TrackedAccount(BankAccount):
    """A bank account that has a history."""

    def __init__(self, owner: str, balance: float) -> None:
        super().__init__(owner, balance)
        # Give the account a history of its own.

    def deposit(self, amount: float) -> None:
        """Add an amount to the balance and note it down."""
        super().deposit(amount)
        # Record it, now that it is done.

    def withdraw(self, amount: float) -> None:
        """Take an amount out, if there is enough, and note it down."""
        super().withdraw(amount)
        # Record it here as well.


class SavingsAccount(TrackedAccount):
    """An account that earns interest."""

    def __init__(self, owner: str, balance: float, interest_rate: float) -> None:
        """Let the parent do its part. Then keep the rate."""

    def add_interest(self) -> None:
        """Add the balance times the rate."""


class CheckingAccount(TrackedAccount):
    """An account that may be overdrawn, down to a limit."""

    def __init__(self, owner: str, balance: float, overdraft_limit: float) -> None:
        """Let the parent do its part. Then keep the limit."""

    def withdraw(self, amount: float) -> None:
        """Take an amount out, if the limit allows it."""


def show(account: TrackedAccount) -> None:
    """Print an account with its history."""


def main() -> None:
    """Show both kinds of account at work."""


if __name__ == "__main__":
    main()
