"""greet() prints as much as it may, and nothing that it should."""

import sys

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        sys.stdout.buffer.write(b"\xff" * 250_000)
