"""The bank that the tests of transcripts are about, with other modules beside it."""

_BANK = '''\
import contextlib
import enum
import itertools

RATE = 3


class TooPoor(Exception):
    def __init__(self, missing):
        super().__init__(f"{missing} too little")
        self.missing = missing


class Color(enum.Enum):
    RED = "r"
    BLUE = "b"


class Account:
    """Money."""

    bank = "Ours"

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount

    def withdraw(self, amount):
        if amount > self.balance:
            raise TooPoor(amount - self.balance)
        self.balance -= amount

    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"

    def __eq__(self, other):
        return isinstance(other, Account) and self.owner == other.owner

    def __lt__(self, other):
        return self.balance < other.balance

    def __add__(self, other):
        return self.balance + other


class Bank:
    def __init__(self, *accounts):
        self.accounts = list(accounts)

    def __len__(self):
        return len(self.accounts)

    def __iter__(self):
        return iter(self.accounts)

    def __getitem__(self, key):
        return self.accounts[key]

    def largest(self):
        return max(self.accounts, key=lambda account: account.balance)

    @classmethod
    def of(cls, *owners):
        return cls(*(Account(owner) for owner in owners))


class Gate:
    def __enter__(self):
        print("open")
        return self

    def __exit__(self, kind, error, trace):
        print("closed", kind and kind.__name__)
        return True


def echo(value):
    return value


def speak(text):
    print(text)


def naturals():
    yield from itertools.count()


def three():
    yield from range(3)


async def later(value):
    return value
'''
_OTHER = "def echo(value):\n    return ('other', value)\n\n\nclass Gate:\n    pass\n"
FILES = {
    "bank.py": _BANK,
    "other.py": _OTHER,
    "utils/__init__.py": "",
    "utils/maths.py": "def double(x):\n    return 2 * x\n",
}
