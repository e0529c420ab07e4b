"""Sends an answer before anything has been asked of it."""

import tap
from honest.person import Person as Honest


class Person(Honest):
    def __init__(self, name: str, age: int) -> None:
        super().__init__("", 0)
        tap.say({"id": "0123456789abcdef", "value": "Amina"})
