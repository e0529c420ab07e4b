"""An account that counts in decimals and answers True or False."""

from decimal import Decimal


class BankAccount:
    """An account whose owner cannot be changed."""

    def __init__(self, owner: str, balance: float) -> None:
        self._owner = owner
        self._cents = Decimal(str(balance))

    @property
    def owner(self) -> str:
        """The name of the owner."""
        return self._owner

    def deposit(self, amount: float) -> bool:
        """Add an amount above zero."""
        if not amount > 0:
            return False
        self._cents += Decimal(str(amount))
        return True

    def withdraw(self, amount: float) -> bool:
        """Take out an amount above zero, if it is there."""
        if not 0 < amount <= self._cents:
            return False
        self._cents -= Decimal(str(amount))
        return True

    def get_balance(self) -> float:
        """Return the balance as a plain number."""
        return float(self._cents)


def show(account: BankAccount, amount: float) -> None:
    """Deposit and withdraw one amount."""
    account.deposit(amount)
    print(f"{account.owner} deposits {amount:.2f}, balance {account.get_balance():.2f}")
    done = account.withdraw(amount * 2)
    print(f"{account.owner} {'withdraws' if done else 'cannot withdraw'} it twice, {account.get_balance():.2f}")


if __name__ == "__main__":
    show(BankAccount("Dalia", 10), 5)
    show(BankAccount("Emeka", 0), 30)
    show(BankAccount("Farida", 99.5), 20)
