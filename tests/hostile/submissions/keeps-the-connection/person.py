"""Keeps a second end of the first connection it gets, hidden behind a closed file, and speaks over it later."""

import os

import tap
from honest.person import Person as Honest

os.close(0)
kept = tap.channel()


class Person(Honest):
    def __init__(self, name: str, age: int) -> None:
        super().__init__("", 0)
        for name in ("branch", "branch 1", "0"):
            kept.sendall(tap.framed({"id": name, "ended": 0, "value": True, "passed": True}))
        kept.sendall(b"\xff\xff\xff\xffnonsense")
