"""greet() never returns."""

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        while True:
            pass
