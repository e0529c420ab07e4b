"""The balance is an iterator without an end."""

import itertools
from collections.abc import Iterator

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class BankAccount(Honest):
    def get_balance(self) -> Iterator[int]:
        return itertools.count()


if __name__ == "__main__":
    main()
