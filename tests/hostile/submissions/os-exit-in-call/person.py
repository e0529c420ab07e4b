"""greet() ends the process with the status of success."""

import os

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        os._exit(0)
