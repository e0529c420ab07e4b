"""The balance is an object that sleeps when it is compared or hashed, and otherwise looks right."""

import time

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class Sleepy:
    def __init__(self, value: float) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        while True:
            time.sleep(3600)

    def __hash__(self) -> int:
        while True:
            time.sleep(3600)

    def __repr__(self) -> str:
        return repr(self.value)


class BankAccount(Honest):
    def get_balance(self) -> Sleepy:
        return Sleepy(self.balance)


if __name__ == "__main__":
    main()
