"""greet() writes one file without an end."""

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        with open("huge.dat", "wb") as file:
            while True:
                file.write(bytes(1 << 20))
