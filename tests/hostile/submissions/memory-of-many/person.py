"""greet() starts processes that together take more memory than one may."""

import os
import signal

from honest.person import Person as Honest

EACH = 60 << 20


class Person(Honest):
    def greet(self) -> None:
        for _ in range(5):
            if os.fork() == 0:
                break
        kept = bytearray(b"x") * EACH
        while kept:
            signal.pause()
