"""The balance is too large to look at."""

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class BankAccount(Honest):
    def get_balance(self) -> str:
        return "9" * 5_000_000


if __name__ == "__main__":
    main()
