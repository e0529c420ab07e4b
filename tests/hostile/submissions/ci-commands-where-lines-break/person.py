"""Raises a message that is harmless in one line, and a command to a CI system where the line is broken."""

from honest.person import Person as Honest

LENGTHS = (94, 86, 80, 79, 60, 34, 20)


class Person(Honest):
    def greet(self) -> None:
        words = (f"{'x' * length}::error::forged {'x' * length} ::error::forged" for length in LENGTHS)
        raise ValueError(" ".join(words)[:900])
