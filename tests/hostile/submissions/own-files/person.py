"""Right: greet() makes, touches, copies, closes and links files of its own, as programs do."""

import os
import shutil
import tempfile
from pathlib import Path

from honest.person import Person as Honest


class Person(Honest):
    def greet(self) -> None:
        Path("touched.txt").touch()
        Path("touched.txt").touch()
        Path("written.txt").write_text("hello")
        Path("written.txt").chmod(0o600)
        shutil.copy2("written.txt", "copied.txt")
        shutil.copytree("honest", "copied")
        os.link("written.txt", "linked.txt")
        os.rename("linked.txt", "renamed.txt")
        with tempfile.TemporaryDirectory() as folder:
            shutil.move("renamed.txt", folder)
        if sorted(path.name for path in Path().glob("*.txt")) != ["copied.txt", "touched.txt", "written.txt"]:
            raise ValueError("A file is missing.")
        super().greet()
