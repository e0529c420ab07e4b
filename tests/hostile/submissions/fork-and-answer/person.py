"""Every object is made in two processes, and both of them answer."""

import os

import tap
from honest.person import Person as Honest


class Person(Honest):
    def __init__(self, name: str, age: int) -> None:
        super().__init__(name, age)
        if os.fork() == 0:
            tap.say({"id": tap.question()["id"], "value": None})
            os._exit(0)
        os.wait()
