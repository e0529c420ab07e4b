"""The shop that the tests of objects are about: a learner's module with something of every kind in it."""

from __future__ import annotations

from typing import Any

import pytest

from grader.subject.launcher import Launcher
from grader.subject.subject import Subject

from .conftest import SubjectOf

_SHOP = '''
    """A shop."""
    import abc
    import asyncio
    import collections
    import dataclasses
    import enum
    import itertools
    import operator


    class Account:
        """Somebody's money."""

        bank = "Ours"

        def __init__(self, owner: str, balance: int = 0, *, limit: int | None = None) -> None:
            self.owner = owner
            self._balance = balance
            self.limit = limit

        @property
        def balance(self) -> int:
            return self._balance

        @balance.setter
        def balance(self, value: int) -> None:
            if value < 0:
                raise ValueError("less than nothing")
            self._balance = value

        def deposit(self, amount: int) -> int:
            self._balance += amount
            return self._balance

        def itself(self) -> "Account":
            return self

        @classmethod
        def empty(cls, owner: str) -> "Account":
            return cls(owner)

        @staticmethod
        def fee(amount: int) -> int:
            return amount // 100

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Account) and self.owner == other.owner

        def __lt__(self, other: "Account") -> bool:
            return self.balance < other.balance

        def __hash__(self) -> int:
            return hash(self.owner)

        def __str__(self) -> str:
            return f"{self.owner}: {self._balance}"

        def __repr__(self) -> str:
            return f"Account({self.owner!r})"

        def __format__(self, spec: str) -> str:
            return format(self.owner, spec)

        def __bool__(self) -> bool:
            return self._balance > 0


    class Savings(Account):
        pass


    class Shape(abc.ABC):
        @abc.abstractmethod
        def area(self) -> float: ...


    class Shelf:
        def __init__(self, *things):
            self.things = list(things)

        def __len__(self):
            return len(self.things)

        def __getitem__(self, key):
            return self.things[key]

        def __setitem__(self, key, thing):
            self.things[key] = thing

        def __delitem__(self, key):
            del self.things[key]

        def __contains__(self, thing):
            return thing in self.things

        def __iter__(self):
            return iter(self.things)

        def __reversed__(self):
            return reversed(self.things)

        def __iadd__(self, thing):
            self.things.append(thing)
            return self


    class Numberlike:
        def __int__(self):
            return 4

        def __float__(self):
            return 4.5

        def __index__(self):
            return 6

        def __round__(self, digits=None):
            return ("rounded", digits)

        def __neg__(self):
            return "negative"

        def __pos__(self):
            return "positive"

        def __abs__(self):
            return "absolute"

        def __invert__(self):
            return "inverted"


    def _teller(name):
        return lambda self, other: (name, other)


    class Operators:
        pass


    for _name in "add sub mul truediv floordiv mod divmod pow and or xor matmul lshift rshift".split():
        setattr(Operators, f"__{_name}__", _teller(_name))
        setattr(Operators, f"__r{_name}__", _teller(f"r{_name}"))


    class Gate:
        def __init__(self, swallows=False):
            self.swallows = swallows
            self.events = []

        def __enter__(self):
            self.events.append("entered")
            return self

        def __exit__(self, kind, error, trace):
            self.events.append((kind.__name__, str(error)) if kind else "left")
            return self.swallows


    class AsyncGate(Gate):
        async def __aenter__(self):
            await asyncio.sleep(0)
            return self.__enter__()

        async def __aexit__(self, *details):
            return self.__exit__(*details)


    class Countdown:
        def __init__(self, start):
            self.left = start

        def __aiter__(self):
            return self

        async def __anext__(self):
            if not self.left:
                raise StopAsyncIteration
            self.left -= 1
            return self.left


    class Box:
        def __init__(self):
            self.size = 5

        def size(self):
            return 6


    class TooPoor(Exception):
        pass


    class Color(enum.Enum):
        RED = "r"
        BLUE = "b"

        def opposite(self):
            return Color.BLUE if self is Color.RED else Color.RED


    class Level(enum.IntEnum):
        LOW = 1
        HIGH = 2


    @dataclasses.dataclass(order=True)
    class Point:
        x: int
        y: int = 0
        tags: list[str] = dataclasses.field(default_factory=list)


    @dataclasses.dataclass(frozen=True)
    class Fixed:
        x: int


    class Cents(int):
        def __eq__(self, other):
            return True

        __hash__ = int.__hash__


    class Name(str):
        pass


    class Stack(list):
        def push(self, thing):
            self.append(thing)


    Pair = collections.namedtuple("Pair", "left right")
    counts = collections.Counter()


    def count(word):
        counts[word] += 1


    def naturals():
        yield from itertools.count()


    def three():
        yield from "abc"


    async def later(value):
        await asyncio.sleep(0)
        return value


    async def ticks(most):
        for number in range(most):
            yield number


    async def breaks():
        raise TooPoor("later")


    def echo(value):
        return value


    def fails():
        raise TooPoor("no money")


    def speaks(text):
        print(text)


    def described(first, /, second: "int | None", *rest: str, third: bool = True, **named) -> list[Account]:
        """What it does."""
'''


@pytest.fixture(scope="module", autouse=True)
def warm(launcher: Launcher) -> None:
    launcher.warm(["asyncio"])


@pytest.fixture
def subject(subject_of: SubjectOf) -> Subject:
    return subject_of({"shop.py": _SHOP})


@pytest.fixture
def shop(subject: Subject) -> Any:
    return subject.module("shop")
