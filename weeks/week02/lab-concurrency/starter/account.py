"""An account that several threads may use at the same time."""


class Account:
    """Keeps a balance, and loses nothing when two threads change it at once."""

    def __init__(self, balance: int) -> None:
        self.balance = balance

    def deposit(self, amount: int) -> None:
        """Add an amount to the balance."""
        self.balance += amount

    def withdraw(self, amount: int) -> bool:
        """Take an amount from the balance, and say whether there was enough."""
        raise NotImplementedError
