"""An object that is thrown away in greet() never lets go."""

from honest.person import Person as Honest


class Clingy:
    def __del__(self) -> None:
        while True:
            pass


class Person(Honest):
    def greet(self) -> None:
        Clingy()
        super().greet()
