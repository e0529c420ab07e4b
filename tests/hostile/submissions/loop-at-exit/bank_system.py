"""The demonstration prints all it should, and then its process never ends."""

from honest.bank_system import BankAccount, main

__all__ = ["BankAccount"]


class Clingy:
    def __del__(self) -> None:
        while True:
            pass


if __name__ == "__main__":
    clingy = Clingy()
    main()
