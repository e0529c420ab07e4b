"""My own account of day 3: it answers True or False."""


class BankAccount:
    def __init__(self, owner, balance):
        self.owner = owner
        self._balance = balance

    @property
    def balance(self):
        return self._balance

    def lowest(self):
        return 0

    def deposit(self, amount):
        if amount <= 0:
            return False
        self._balance += amount
        return True

    def withdraw(self, amount):
        if amount <= 0 or self._balance - amount < self.lowest():
            return False
        self._balance -= amount
        return True

    def get_balance(self):
        return self._balance
