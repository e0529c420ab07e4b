from dataclasses import dataclass, field
from threading import RLock


@dataclass
class Account:
    balance: int
    lock: RLock = field(default_factory=RLock, repr=False)

    def deposit(self, amount: int) -> None:
        with self.lock:
            self._change(amount)

    def withdraw(self, amount: int) -> bool:
        with self.lock:
            if self.balance < amount:
                return False
            self._change(-amount)
        return True

    def _change(self, amount: int) -> None:
        with self.lock:
            self.balance += amount
