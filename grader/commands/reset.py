"""Begin an exercise again; the work that was there is kept as a backup."""

from __future__ import annotations

import argparse

from grader import names, submission
from grader.curriculum import curriculum


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="+", metavar="NAME", help="3, day3, lab-regex")


def run(arguments: argparse.Namespace) -> int:
    for exercise in names.find(arguments.names, curriculum()):
        folder, backup = submission.start(exercise, again=True)
        print(f"  {exercise.label} begins again in {submission.shown(folder)}.")
        if backup:
            print(f"  What was there is kept in {submission.shown(backup)}.")
    return 0
