"""The balance is a list that contains itself."""

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class BankAccount(Honest):
    def get_balance(self) -> list[object]:
        cycle: list[object] = [self.balance]
        cycle.append(cycle)
        return cycle


if __name__ == "__main__":
    main()
