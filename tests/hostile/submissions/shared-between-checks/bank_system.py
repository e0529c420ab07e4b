"""Right in a process of its own: counts accounts in memory that copies of the process would share."""

import mmap

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main

MOST_ACCOUNTS = 3
count = mmap.mmap(-1, 1)


class BankAccount(Honest):
    def __init__(self, owner: str, balance: float) -> None:
        if count[0] == MOST_ACCOUNTS:
            raise ValueError("The bank is full.")
        count[0] += 1
        super().__init__(owner, balance)


if __name__ == "__main__":
    main()
