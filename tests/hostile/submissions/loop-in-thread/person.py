"""greet() does its work and leaves a thread running that never ends."""

import threading

from honest.person import Person as Honest


def forever() -> None:
    while True:
        pass


class Person(Honest):
    def greet(self) -> None:
        threading.Thread(target=forever).start()
        super().greet()
