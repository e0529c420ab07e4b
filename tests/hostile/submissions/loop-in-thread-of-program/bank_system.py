"""The demonstration prints all it should, but a thread of it never ends."""

import threading

from honest.bank_system import BankAccount, main

__all__ = ["BankAccount"]


def forever() -> None:
    threading.Event().wait()


if __name__ == "__main__":
    threading.Thread(target=forever).start()
    main()
