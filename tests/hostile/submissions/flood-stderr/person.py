"""greet() prints 200 MB on standard error."""

import sys

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        for _ in range(200):
            print("hello " * 175_000, file=sys.stderr)
