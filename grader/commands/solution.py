"""Read our solution. Until the core holds, it asks first."""

from __future__ import annotations

import argparse
import sys

from grader import records
from grader.commands.hint import one_or_touched
from grader.curriculum import Exercise
from grader.render.text import Page


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="3, day3; what you touched last if none is named")
    parser.add_argument("--yes", action="store_true", help="show it without asking")


def run(arguments: argparse.Namespace) -> int:
    for exercise in one_or_touched(arguments.names):
        if not arguments.yes and not _core_holds(exercise) and not _agreed(exercise):
            print(f"  Not shown. A smaller step: make hint {exercise.command}")
            return 1
        _show(exercise)
    return 0


def _core_holds(exercise: Exercise) -> bool:
    report = records.last(exercise.id)
    return report is not None and report.holds("core")


def _agreed(exercise: Exercise) -> bool:
    if not sys.stdin.isatty():
        print(f"  The core of {exercise.label} does not hold yet. To read the solution all the same, add --yes.")
        return False
    print(f"  The core of {exercise.label} does not hold yet. You learn more from one more try.")
    return input("  Show the solution now? Type yes: ").strip().lower() in ("y", "yes")


def _show(exercise: Exercise) -> None:
    page = Page()
    for name, content in exercise.files_of("solution").items():
        page.line()
        page.line(page.style(f"── {name} ──", "bold"))
        page.line(content.decode(errors="replace").rstrip())
    page.show()
