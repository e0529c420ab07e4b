"""The demonstration asks for an amount."""

from honest.bank_system import BankAccount

__all__ = ["BankAccount"]

if __name__ == "__main__":
    account = BankAccount("Amina", float(input("How much? ")))
