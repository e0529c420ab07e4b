"""greet() prints, then closes standard input, output and error."""

import os
import sys

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        sys.stdout.flush()
        os.closerange(0, 3)
