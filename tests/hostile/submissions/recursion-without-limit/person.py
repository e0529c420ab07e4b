"""greet() calls itself without an end, and has raised the limit: Python itself runs out of stack or of memory."""

import sys

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        sys.setrecursionlimit(2**30)
        repr(self)

    def __repr__(self) -> str:
        return repr(self)
