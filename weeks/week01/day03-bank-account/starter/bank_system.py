"""A bank account that protects its balance."""


class BankAccount:
    """An account with an owner and a balance that never falls below zero."""

    def __init__(self, owner: str, balance: float) -> None:
        self.owner = owner
        self.balance = 0.0  # Replace 0.0 by the balance that was given.

    def deposit(self, amount: float) -> None:
        """Add an amount to the balance."""

    def withdraw(self, amount: float) -> None:
        """Take an amount out, if there is enough."""

    def get_balance(self) -> float:
        """Return what is in the account."""
        return self.balance


def main() -> None:
    """Show three accounts at work."""


if __name__ == "__main__":
    main()
