"""The balance is too large to look at."""

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class BankAccount(Honest):
    def get_balance(self) -> list[float]:
        return [0.0] * 1_000_000


if __name__ == "__main__":
    main()
