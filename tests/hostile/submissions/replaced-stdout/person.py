"""Replaces standard output by an object of its own, which prints, but leaves when it is flushed."""

import sys

from honest.person import Person as Honest


class Rude:
    def __init__(self, stream: object) -> None:
        self.write = stream.write

    def flush(self) -> None:
        raise SystemExit("never flushed")


sys.stdout = sys.__stdout__ = Rude(sys.stdout)
Person = Honest
