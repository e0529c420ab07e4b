"""The demonstration ends as if someone had pressed Ctrl-C."""

from honest.bank_system import BankAccount

__all__ = ["BankAccount"]

if __name__ == "__main__":
    raise KeyboardInterrupt
