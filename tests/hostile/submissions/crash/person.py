"""greet() reads memory that is not there: Python itself crashes."""

import ctypes

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        ctypes.string_at(0)
