"""greet() prints 200 MB."""

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        for _ in range(200):
            print("hello " * 175_000)
