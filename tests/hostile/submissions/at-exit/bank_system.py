"""The demonstration works, but what it has registered for the end raises, prints and exits."""

import atexit
import os

from honest.bank_system import BankAccount, main

__all__ = ["BankAccount"]

if __name__ == "__main__":
    atexit.register(os._exit, 7)
    atexit.register(print, "at the end")
    main()
