"""The balance is an object that never says what it is."""

import time

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class Sleepy:
    def __repr__(self) -> str:
        while True:
            time.sleep(3600)

    __str__ = __repr__


class BankAccount(Honest):
    def get_balance(self) -> Sleepy:
        return Sleepy()


if __name__ == "__main__":
    main()
