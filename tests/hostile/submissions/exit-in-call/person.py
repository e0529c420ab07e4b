"""greet() leaves with the status of success."""

import sys

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        sys.exit(0)
