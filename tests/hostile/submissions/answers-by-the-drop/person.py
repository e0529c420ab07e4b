"""Sends its answer one byte at a time, and never the last one."""

import time

import tap
from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        for byte in tap.framed({"id": tap.question()["id"], "value": "drop" * 1_000_000}):
            tap.channel().sendall(bytes([byte]))
            time.sleep(0.01)
