"""Right in a process of its own: importing it starts another process, and every account asks whether it is there."""

import os
import signal

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main

helper = os.fork()
if helper == 0:
    while True:
        signal.pause()


class BankAccount(Honest):
    def __init__(self, owner: str, balance: float) -> None:
        if os.waitpid(helper, os.WNOHANG) != (0, 0):
            raise ValueError("The helper has gone.")
        super().__init__(owner, balance)


if __name__ == "__main__":
    main()
