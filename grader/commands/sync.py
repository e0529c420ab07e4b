"""Write the tables of criteria into the briefs."""

from __future__ import annotations

import argparse

from grader import names
from grader.brief import synced
from grader.curriculum import curriculum


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="3, day3, lab-regex; all if none is named")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a brief is out of date")


def run(arguments: argparse.Namespace) -> int:
    stale = 0
    for exercise in names.find(arguments.names or ["all"], curriculum()):
        path = exercise.path / "README.md"
        text = synced(exercise)
        if text == path.read_text(encoding="utf-8"):
            continue
        stale += 1
        if arguments.check:
            print(f"{path}: the table of criteria is out of date. Run: journey sync")
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path}: written")
    return 1 if stale and arguments.check else 0
