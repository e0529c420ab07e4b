import logging


class BankError(Exception):
    pass


class InsufficientFundsError(BankError):
    def __init__(self, need, have):
        self.need = need
        self.have = have


class NegativeAmountError(BankError):
    pass


class BankAccount:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        if amount <= 0:
            raise NegativeAmountError()
        self.balance += amount

    def withdraw(self, amount):
        if amount <= 0:
            raise NegativeAmountError()
        if amount > self.balance:
            raise InsufficientFundsError(amount, self.balance)
        self.balance -= amount

    def get_balance(self):
        return self.balance


def try_deposit(account, amount):
    result = True
    try:
        account.deposit(amount)
    except NegativeAmountError:
        result = False
    finally:
        if result:
            logging.info(f"Deposit: {account.owner}: ${amount:.2f} (balance ${account.get_balance():.2f})")
        else:
            logging.error(f"Deposit: {account.owner}: ${amount:.2f} refused")
    return result


def try_withdraw(account, amount):
    try:
        account.withdraw(amount)
    except InsufficientFundsError as e:
        logging.error(f"Withdraw: {account.owner} needs ${e.need:,.2f}, has ${e.have:,.2f}", exc_info=True)
        return False
    except NegativeAmountError as e:
        logging.error(f"Withdraw: {account.owner} ${amount:.2f} is negative", exc_info=e)
        return False
    logging.info(f"Withdraw: {account.owner}: ${amount:.2f}")
    return True


def set_up_logging():
    logging.basicConfig(filename="bank.log", level=logging.DEBUG, format="%(asctime)s:%(levelname)s:%(message)s")
    root = logging.getLogger()
    if len(root.handlers) < 2:
        root.addHandler(logging.StreamHandler())


if __name__ == "__main__":
    set_up_logging()
    a = BankAccount("Amina", 100)
    for call, amount, expected in [
        (try_deposit, 20, True),
        (try_deposit, -20, False),
        (try_withdraw, 60, True),
        (try_withdraw, 600, False),
        (try_withdraw, -6, False),
    ]:
        came = call(a, amount)
        print("PASS" if came == expected else "FAIL", call.__name__, amount)
