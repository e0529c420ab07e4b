"""withdraw() refuses nothing and answers with things that look like False."""

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class No(int):
    def __repr__(self) -> str:
        return "False"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return False


class BankAccount(Honest):
    def withdraw(self, amount: float) -> No:
        if amount > self.balance:
            return No()
        self.balance -= amount
        return No(1)


if __name__ == "__main__":
    main()
