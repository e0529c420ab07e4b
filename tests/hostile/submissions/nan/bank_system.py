"""The balance is not a number."""

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class BankAccount(Honest):
    def get_balance(self) -> float:
        return float("nan")


if __name__ == "__main__":
    main()
