"""greet() ends its own process with a signal that has no name."""

import os
import signal

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        os.kill(os.getpid(), signal.SIGRTMIN + 6)
