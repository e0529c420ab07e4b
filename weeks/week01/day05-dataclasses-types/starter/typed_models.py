"""A bank whose classes are dataclasses, with a type on everything."""


# Make this a dataclass with four fields.
class Transaction:
    """One deposit or withdrawal."""


# Make this a dataclass too. Then it needs no __init__ of its own.
class BankAccount:
    """An account that notes down everything that is done with it."""

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self.balance = balance
        self.transactions = []

    def deposit(self, amount):
        """Add an amount to the balance."""
        if amount <= 0:
            raise ValueError("The amount must be positive.")
        self.balance += amount
        # Note it down: append a Transaction to self.transactions.

    def withdraw(self, amount):
        """Take an amount out, if there is enough."""
        if amount <= 0:
            raise ValueError("The amount must be positive.")
        if amount > self.balance:
            raise ValueError(f"{self.owner} has only {self.balance}.")
        self.balance -= amount
        # Note it down here as well.


# And this one. Its field can be a dict: from an owner to the account.
class AccountManager:
    """Opens accounts and finds them again."""

    def create_account(self, owner):
        """Open an empty account for an owner and return it."""

    def get_account(self, owner):
        """Return the account of an owner, or None if there is none."""

    def all_accounts(self):
        """Return every account."""
