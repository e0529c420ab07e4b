"""The demonstration prints 200 MB."""

from honest.bank_system import BankAccount

__all__ = ["BankAccount"]

if __name__ == "__main__":
    for number in range(200):
        print(f"{number} " * 300_000)
