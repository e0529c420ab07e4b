"""A bank whose account logs what it does; the old log of an earlier day is still there."""

import logging


class BankError(Exception):
    """A request that the bank refuses."""


class InsufficientFundsError(BankError):
    """There is less in the account than was asked for."""


class NegativeAmountError(BankError):
    """An amount of zero or less makes no sense."""


class BankAccount:
    """An account that writes down everything itself."""

    def __init__(self, owner: str, balance: float) -> None:
        self.owner = owner
        self.__balance = balance

    def deposit(self, amount: float) -> None:
        self.__refuse_if_negative(amount)
        self.__balance = self.__balance + amount
        logging.info("in " + self.owner + " " + str(amount))

    def withdraw(self, amount: float) -> None:
        self.__refuse_if_negative(amount)
        if amount > self.__balance:
            logging.error("out " + self.owner + " " + str(amount) + " not enough")
            raise InsufficientFundsError(self.owner)
        self.__balance = self.__balance - amount
        logging.info("out " + self.owner + " " + str(amount))

    def get_balance(self) -> float:
        return self.__balance

    def __refuse_if_negative(self, amount: float) -> None:
        if amount <= 0:
            logging.error(self.owner + " " + str(amount) + " is not an amount")
            raise NegativeAmountError(self.owner)


def try_deposit(account: BankAccount, amount: float) -> bool:
    try:
        account.deposit(amount)
        return True
    except NegativeAmountError:
        return False


def try_withdraw(account: BankAccount, amount: float) -> bool:
    try:
        account.withdraw(amount)
        return True
    except NegativeAmountError:
        return False
    except InsufficientFundsError:
        return False


def set_up_logging() -> None:
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
    layout = '{"at": "%(asctime)s", "is": "%(levelname)s", "what": "%(message)s"}'
    logging.basicConfig(filename="bank.log", level="INFO", format=layout)
    root.addHandler(logging.StreamHandler())


if __name__ == "__main__":
    set_up_logging()
    account = BankAccount("Dalia", 80.0)
    for amount in (20.0, -20.0):
        print("deposit", amount, try_deposit(account, amount))
    for amount in (90.0, 90.0):
        print("withdraw", amount, try_withdraw(account, amount))
