"""A bank account that protects its balance."""


class BankAccount:
    """An account with an owner and a balance that never falls below zero."""

    def __init__(self, owner: str, balance: float) -> None:
        self.owner = owner
        self.balance = balance

    def deposit(self, amount: float) -> None:
        """Add an amount to the balance."""
        if amount <= 0:
            raise ValueError("The amount must be positive.")
        self.balance += amount

    def withdraw(self, amount: float) -> None:
        """Take an amount out, if there is enough."""
        if amount <= 0:
            raise ValueError("The amount must be positive.")
        if amount > self.balance:
            raise ValueError(f"{self.owner} has only {self.balance}.")
        self.balance -= amount

    def get_balance(self) -> float:
        """Return what is in the account."""
        return self.balance


def main() -> None:
    """Show three accounts at work."""
    accounts = [
        BankAccount("Amina", 100.0),
        BankAccount("Boris", 250.0),
        BankAccount("Chen", 20.0),
    ]
    for account in accounts:
        print(f"{account.owner} starts with {account.get_balance()}")
        account.deposit(50.0)
        print(f"  deposits 50.0, has {account.get_balance()}")
        try:
            account.withdraw(120.0)
            print(f"  withdraws 120.0, has {account.get_balance()}")
        except ValueError as error:
            print(f"  cannot withdraw 120.0: {error}")


if __name__ == "__main__":
    main()
