"""`make check day=3` becomes `journey check 3`. make hands its variables over in the environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from grader.cli import run

_NAMES = {"day": "day=", "week": "week=", "lab": "lab=", "capstone": "capstone=", "name": ""}
_VALUES = (
    "work",
    "json",
    "criterion",
    "seed",
    "format",
    "output",
    "compare",
    "runs",
    "title",
    "kind",
    "port",
    "file",
    "base",
    "head",
)
_SWITCHES = ("verbose", "mutants", "update", "fix", "yes", "psql", "talk", "trouble")
_NO = ("", "0", "no", "false")


def words() -> Iterator[str]:
    """The words of the command line that the variables stand for."""
    given = {key.removeprefix("JOURNEY_"): value for key, value in os.environ.items() if key.startswith("JOURNEY_")}
    for key, prefix in _NAMES.items():
        for value in given.get(key, "").replace(",", " ").split():
            yield prefix + value
    for key in _VALUES:
        if given.get(key):
            yield from (f"--{key}", given[key])
    for key in _SWITCHES:
        if given.get(key, "").lower() not in _NO:
            yield f"--{key}"
    yield from given.get("args", "").split()


if __name__ == "__main__":
    sys.argv[2:] = words()
    run()
