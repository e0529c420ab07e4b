"""Raises a message with half of a character pair in it, which no file can hold."""

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        print("half: \\ud800")
        raise ValueError("half: \ud800")
