"""A bank that says what went wrong, and keeps a log."""

import logging

logger = logging.getLogger("bank")


class BankError(Exception):
    """A request that the bank refuses."""


class InsufficientFundsError(BankError):
    """There is less in the account than was asked for."""


class NegativeAmountError(BankError):
    """An amount of zero or less makes no sense."""


class BankAccount:
    """An account with an owner and a balance that never falls below zero."""

    def __init__(self, owner: str, balance: float) -> None:
        self.owner = owner
        self.balance = balance

    def deposit(self, amount: float) -> None:
        """Add an amount to the balance."""
        if amount <= 0:
            raise NegativeAmountError("The amount must be positive.")
        self.balance += amount

    def withdraw(self, amount: float) -> None:
        """Take an amount out, if there is enough."""
        if amount <= 0:
            raise NegativeAmountError("The amount must be positive.")
        if amount > self.balance:
            raise InsufficientFundsError(f"There is only {self.balance}.")
        self.balance -= amount

    def get_balance(self) -> float:
        """Return what is in the account."""
        return self.balance


def try_deposit(account: BankAccount, amount: float) -> bool:
    """Deposit, and log what came of it. Return whether it went well."""
    try:
        account.deposit(amount)
    except BankError as error:
        logger.error("%s cannot deposit %s: %s", account.owner, amount, error)
        return False
    logger.info("%s deposits %s", account.owner, amount)
    return True


def try_withdraw(account: BankAccount, amount: float) -> bool:
    """Withdraw, and log what came of it. Return whether it went well."""
    try:
        account.withdraw(amount)
    except BankError as error:
        logger.error("%s cannot withdraw %s: %s", account.owner, amount, error)
        return False
    logger.info("%s withdraws %s", account.owner, amount)
    return True


def set_up_logging() -> None:
    """Send every line of the level INFO and above to bank.log and to the console."""
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(message)s",
        handlers=[logging.FileHandler("bank.log", encoding="utf-8"), logging.StreamHandler()],
    )


def main() -> None:
    """Try what goes well and what is refused."""
    set_up_logging()
    account = BankAccount("Amina", 100.0)
    assert try_deposit(account, 50.0)
    assert try_withdraw(account, 120.0)
    assert not try_withdraw(account, 500.0)
    assert not try_deposit(account, -25.0)
    assert account.get_balance() == 30.0
    print("All cases came out as expected.")


if __name__ == "__main__":
    main()
