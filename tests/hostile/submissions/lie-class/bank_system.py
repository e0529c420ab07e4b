"""The balance says that it is a float."""

from honest.bank_system import BankAccount as Honest
from honest.bank_system import main


class Disguised:
    @property
    def __class__(self) -> type:
        return float

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash(100.0)

    def __float__(self) -> float:
        return 100.0

    __repr__ = float(100).__repr__


class BankAccount(Honest):
    def get_balance(self) -> Disguised:
        return Disguised()


if __name__ == "__main__":
    main()
