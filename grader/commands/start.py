"""Begin an exercise: its starter goes into the learner's folder."""

from __future__ import annotations

import argparse

from grader import names, submission
from grader.curriculum import curriculum


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="3, day3, 1-3, week=1; the next one if none is named")


def run(arguments: argparse.Namespace) -> int:
    everything = curriculum()
    if arguments.names:
        wanted = names.find(arguments.names, everything)
    else:
        wanted = [one for one in everything.exercises if not submission.is_started(one)][:1]
        if not wanted:
            print("  Every exercise is started. See where you are: make progress")
    for exercise in wanted:
        if submission.is_started(exercise):
            folder = submission.shown(submission.folder_for(exercise))
            print(f"  {exercise.label} is started already, in {folder}. Your files are untouched.")
            print(f"  To begin again and keep a backup: make reset {exercise.command}")
        else:
            folder = submission.shown(submission.start(exercise)[0])
            print(f"  Started {exercise.label}, {exercise.title}, in {folder} ({exercise.minutes} minutes).")
            print(f"  Read {submission.shown(exercise.path / 'README.md')}, then: make check {exercise.command}")
    return 0
