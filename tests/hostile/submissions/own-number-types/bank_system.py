"""Right, if unusual: balances are numbers of a class of their own."""

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class Coins(int):
    """Whole numbers where they do."""


class Amount(float):
    """Money."""


class BankAccount(Honest):
    def get_balance(self) -> float:
        return Coins(self.balance) if self.balance == int(self.balance) else Amount(self.balance)


if __name__ == "__main__":
    main()
