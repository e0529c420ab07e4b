"""greet() starts processes that together fill memory that they share with nobody, but that counts as shared."""

import mmap
import os
import signal

from honest.person import Person as Honest

EACH = 60 << 20


class Person(Honest):
    def greet(self) -> None:
        for _ in range(5):
            if os.fork() == 0:
                break
        with mmap.mmap(-1, EACH) as kept:
            for _ in range(EACH >> 20):
                kept.write(bytes(1 << 20))
            while True:
                signal.pause()
