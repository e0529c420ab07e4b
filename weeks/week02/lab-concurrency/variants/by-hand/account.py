import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def deposit(self, amount):
        self.lock.acquire()
        try:
            self.balance = self.balance + amount
        finally:
            self.lock.release()

    def withdraw(self, amount):
        self.lock.acquire()
        try:
            enough = self.balance >= amount
            if enough:
                self.balance = self.balance - amount
            return enough
        finally:
            self.lock.release()
