"""greet() fills files that live in memory only and count as nobody's."""

import os

from attempts import attempt, tell
from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        with attempt("fill files that live in memory"):
            for number in range(64):
                os.write(os.memfd_create(str(number)), bytes(2 << 20))
        tell()
