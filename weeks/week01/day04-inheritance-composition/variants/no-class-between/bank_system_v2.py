"""Day 4. Two kinds of account.

inheritance: a kind of account IS an account
composition: an account HAS a history
I create the history in each class, because there are only two and I can see at a glance what happens.
"""

from bank_system import BankAccount


class PremiumAccount(BankAccount):
    def __init__(self, owner, balance):
        BankAccount.__init__(self, owner, balance)

    def add_bonus(self, percent):
        bonus = self.get_balance() / 100 * percent
        self.deposit(bonus)
        return bonus


class TransactionHistory:
    def __init__(self):
        self.kinds = []
        self.amounts = []

    def record(self, kind, amount):
        self.kinds.append(kind)
        self.amounts.append(amount)

    def all(self):
        return [(self.kinds[i], self.amounts[i]) for i in range(len(self.kinds))]

    def __len__(self):
        return len(self.kinds)


class SavingsAccount(BankAccount):
    def __init__(self, owner, balance, rate=0.01):
        super().__init__(owner, balance)
        self.rate = rate
        self.history = TransactionHistory()

    def deposit(self, amount):
        BankAccount.deposit(self, amount)
        self.history.record("deposit", amount)

    def withdraw(self, amount):
        BankAccount.withdraw(self, amount)
        self.history.record("withdraw", amount)

    def add_interest(self):
        # rounded to cents, like a real bank
        interest = round(self.balance * self.rate, 2)
        if interest == 0:
            return
        self.deposit(interest)


class CheckingAccount(BankAccount):
    def __init__(self, owner, balance, limit):
        super().__init__(owner, balance)
        self.limit = limit
        self.history = TransactionHistory()

    def deposit(self, amount):
        BankAccount.deposit(self, amount)
        self.history.record("deposit", amount)

    def withdraw(self, amount):
        # the parent refuses an overdraft, so it sees the limit as if it were money
        self.balance += self.limit
        try:
            super().withdraw(amount)
        finally:
            self.balance -= self.limit
        self.history.record("withdraw", amount)


if __name__ == "__main__":
    amina = SavingsAccount("Amina", 1000, 0.02)
    amina.deposit(200)
    amina.withdraw(50)
    amina.add_interest()
    print("Savings:", amina.get_balance(), amina.history.all())
    boris = CheckingAccount("Boris", 100, 300)
    boris.deposit(20)
    boris.withdraw(350)
    print("Checking:", boris.get_balance(), boris.history.all())
