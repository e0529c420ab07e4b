"""greet() waits for somebody to answer."""

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        print(f"Hello, {input('What is your name? ')}")
