"""greet() takes every word of a generator that has no end."""

from collections.abc import Iterator

from honest.person import Person as Honest


def words() -> Iterator[str]:
    while True:
        yield "hello"


class Person(Honest):
    def greet(self) -> None:
        print(sum(len(word) for word in words()))
