"""Accounts, and what they remember."""

from bank_system import BankAccount

# When do I use which pattern?
# - Inheritance: the new thing is a kind of the old thing and keeps its promises. BankAccount promises in lowest()
#   how far down it goes, so CheckingAccount only changes this one answer.
# - Composition: the new thing uses another thing. WithHistory holds a TransactionHistory and passes work on to it.


class TransactionHistory:
    """Remembers."""

    def __init__(self):
        self._entries = ()

    def record(self, kind, amount):
        self._entries += ((kind, amount),)

    def all(self):
        return [*self._entries]

    def __len__(self):
        return len(self._entries)

    def __iter__(self):
        return iter(self._entries)


class WithHistory:
    """Can be put before any class with deposit and withdraw."""

    def __init__(self, *args):
        super().__init__(*args)
        self._history = TransactionHistory()

    @property
    def history(self):
        return self._history

    def deposit(self, amount):
        return self._noted("deposit", amount, super().deposit(amount))

    def withdraw(self, amount):
        return self._noted("withdraw", amount, super().withdraw(amount))

    def _noted(self, kind, amount, worked):
        if worked:
            self._history.record(kind, amount)
        return worked


class PremiumAccount(WithHistory, BankAccount):
    """It has a history too."""

    def add_bonus(self, percent):
        return self.deposit(self.balance * (percent / 100))


class SavingsAccount(WithHistory, BankAccount):
    def __init__(self, owner, balance, interest_rate):
        super().__init__(owner, balance)
        self.interest_rate = interest_rate

    def add_interest(self):
        return self.deposit(self.balance * self.interest_rate)


class CheckingAccount(WithHistory, BankAccount):
    def __init__(self, owner, balance, overdraft_limit):
        super().__init__(owner, balance)
        self.overdraft_limit = overdraft_limit

    def lowest(self):
        return -self.overdraft_limit


def main():
    for account in (SavingsAccount("Amina", 100, 0.1), CheckingAccount("Chen", 10, 50)):
        account.deposit(20)
        account.withdraw(40)
        if not account.withdraw(1000):
            print("no")
        print(type(account).__name__, account.get_balance())
        for line in account.history:
            print(*line)


if __name__ == "__main__":
    main()
