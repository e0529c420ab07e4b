import threading

CHANGING = threading.Condition()


class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        if not self._change(amount):
            raise ValueError("A deposit cannot be refused.")

    def withdraw(self, amount):
        return self._change(-amount)

    def _change(self, amount):
        with CHANGING:
            after = self.balance + amount
            if after < 0:
                return False
            self.balance = after
            return True
