"""The demonstration works, but what it has registered for the end never ends."""

import atexit
import signal

from honest.bank_system import BankAccount, main

__all__ = ["BankAccount"]

if __name__ == "__main__":
    atexit.register(signal.pause)
    main()
