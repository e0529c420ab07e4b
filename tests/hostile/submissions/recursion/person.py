"""greet() calls itself without an end."""

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        self.greet()
