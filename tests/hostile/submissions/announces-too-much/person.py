"""Announces a message of four gigabytes, and begins to send it."""

import tap
from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        tap.channel().sendall(b"\xff\xff\xff\xff" + b"x" * 1000)
