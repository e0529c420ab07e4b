"""Tries to change files outside its folder, in every way there is."""

import os
import shutil
from pathlib import Path

import targets
from attempts import attempt, tell
from honest.person import Person as Honest

OUTSIDE = Path(targets.OUTSIDE)
OPEN_TO_ALL = OUTSIDE / "open-to-all.txt"


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        Path("mine.txt").write_text("mine")
        with attempt("write to a file"):
            OPEN_TO_ALL.write_text("changed")
        with attempt("append to a file"), OPEN_TO_ALL.open("a") as file:
            file.write("changed")
        with attempt("truncate a file"):
            os.truncate(OPEN_TO_ALL, 0)
        with attempt("remove a file"):
            OPEN_TO_ALL.unlink()
        with attempt("create a file"):
            (OUTSIDE / "new.txt").write_text("new")
        with attempt("create a folder"):
            (OUTSIDE / "new").mkdir()
        with attempt("remove a folder"):
            (OUTSIDE / "folder").rmdir()
        with attempt("create a pipe"):
            os.mkfifo(OUTSIDE / "pipe")
        with attempt("link a file to the outside"):
            os.link("mine.txt", OUTSIDE / "linked.txt")
        with attempt("link a file from the outside"):
            os.link(OPEN_TO_ALL, "theirs.txt")
        with attempt("leave a symbolic link outside"):
            os.symlink("mine.txt", OUTSIDE / "symbolic.txt")
        with attempt("write through a symbolic link"):
            os.symlink(OPEN_TO_ALL, "symbolic.txt")
            Path("symbolic.txt").write_text("changed")
        with attempt("move a file out"):
            os.rename("mine.txt", OUTSIDE / "moved.txt")
        with attempt("move a file in"):
            os.rename(OPEN_TO_ALL, "taken.txt")
        with attempt("move a file outside"):
            os.rename(OPEN_TO_ALL, OUTSIDE / "folder" / "moved.txt")
        with attempt("write into the course"):
            (Path(targets.EXERCISE) / "new.txt").write_text("new")
        with attempt("write into the packages"):
            (Path(os.__file__).parent / "new.py").write_text("new")
        with attempt("write into the temporary folder"):
            (Path("/tmp") / "journey-hostile-new").write_text("new")
        with attempt("empty the scratch folders"):
            shutil.rmtree(Path.cwd().parent.parent)
        tell()
