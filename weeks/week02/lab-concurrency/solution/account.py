"""An account that several threads may use at the same time."""

import threading


class Account:
    """Keeps a balance, and loses nothing when two threads change it at once."""

    def __init__(self, balance: int) -> None:
        self.balance = balance
        self._lock = threading.Lock()

    def deposit(self, amount: int) -> None:
        """Add an amount to the balance."""
        with self._lock:
            self.balance += amount

    def withdraw(self, amount: int) -> bool:
        """Take an amount from the balance, and say whether there was enough."""
        with self._lock:
            if amount > self.balance:
                return False
            self.balance -= amount
            return True
