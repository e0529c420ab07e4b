"""greet() stops the process that it was copied from, and kills its own group of processes."""

import os
import signal

from honest.person import Person as Honest


class Person(Honest):
    def __init__(self, name: str, age: int) -> None:
        super().__init__(name, age)
        if os.getpgrp() != os.getpid():
            os.kill(os.getppid(), signal.SIGSTOP)
