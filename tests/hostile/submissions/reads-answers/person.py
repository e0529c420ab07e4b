"""Looks for the solution, the checks, another learner's work and the caller's secrets, and prints what it finds."""

import contextlib
import os
import sys
from pathlib import Path

import targets
from attempts import attempt, tell
from honest.person import Person as Honest


def show(*places: str | Path) -> None:
    for place in places:
        print(Path(place).read_bytes())


class Person(Honest):
    def greet(self) -> None:
        super().greet()
        exercise = Path(targets.EXERCISE)
        with attempt("read the solution"):
            show(exercise / "solution" / "person.py")
        with attempt("read the checks"):
            show(*(exercise / "checks").iterdir())
        with attempt("read exercise.toml"):
            show(exercise / "exercise.toml")
        with attempt("list the course"):
            print(os.listdir(targets.COURSE))
        with attempt("read the grader"):
            show(Path(targets.COURSE) / "grader" / "verdict.py")
        with attempt("read another learner's work"):
            show(Path(targets.OUTSIDE) / "neighbour" / "day03" / "person.py")
        with attempt("list the scratch folders"):
            print(os.listdir(Path.cwd().parent.parent))
        with attempt("read it through a link"):
            os.symlink(targets.OUTSIDE, "way-out")
            show("way-out/secret.txt")
        with attempt("read it through /proc/self/root"):
            show(f"/proc/self/root{targets.OUTSIDE}/secret.txt")
        with attempt("read the grader's environment"):
            show(f"/proc/{targets.GRADER}/environ")
        with attempt("read the environment of what started this"):
            show(f"/proc/{starter()}/environ")
        with attempt("read the memory of what started this"):
            show(f"/proc/{starter()}/mem")
        with attempt("read the open files of what started this"):
            print(os.listdir(f"/proc/{starter()}/fd"))
        with attempt("list the processes"):
            print(os.listdir("/proc"))
        with attempt("read the list of users"):
            show("/etc/passwd")
        with attempt("list the home folder"):
            print(os.listdir(targets.HOME))
        with attempt("import the grader"):
            sys.path.append(targets.COURSE)
            importlib_import("grader.report")
        tell()
        print(sorted(os.environ))


def starter() -> int:
    """The first process above this one that this one cannot look into."""
    number = os.getppid()
    with contextlib.suppress(OSError):
        while True:
            number = int(Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return number


def importlib_import(name: str) -> None:
    import importlib

    importlib.invalidate_caches()
    with contextlib.suppress(KeyError):
        del sys.modules[name.split(".")[0]]
    print(importlib.import_module(name).__file__)


print(os.environ.get("JOURNEY_TEST_SECRET"), file=sys.stderr)
