"""One more hint each time, for the first criterion that does not hold."""

from __future__ import annotations

import argparse

from grader import names, records, submission
from grader.commands.check import criterion_ids
from grader.curriculum import Criterion, Exercise, curriculum
from grader.grading import grade
from grader.render.text import Page
from grader.report import FAILED, Report


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="3, day3; what you touched last if none is named")
    parser.add_argument("--criterion", metavar="ID", help="a hint for this criterion, whether it holds or not")


def run(arguments: argparse.Namespace) -> int:
    page = Page()
    for exercise in one_or_touched(arguments.names):
        wanted = _wanted(exercise, arguments.criterion)
        if wanted is None:
            page.line(f"  {exercise.label}: nothing fails, so there is nothing to hint at.")
        else:
            _give(exercise, wanted, page)
    page.show()
    return 0


def one_or_touched(words: list[str]) -> list[Exercise]:
    everything = curriculum()
    if words:
        return names.find(words, everything)
    touched = submission.last_touched(everything)
    if touched is None:
        raise submission.NotStarted("Nothing is started yet. Begin with: make start day=1")
    return [touched]


def _wanted(exercise: Exercise, criterion: str | None) -> Criterion | None:
    if criterion:
        criterion_ids([criterion], [exercise])
        return exercise.criterion(criterion)
    report = _fresh_report(exercise)
    failing = [result.id for tier in ("core", "full", "stretch") for result in report.criteria if result.tier == tier]
    outcomes = {result.id: result.outcome for result in report.criteria}
    return next((exercise.criterion(name) for name in failing if outcomes[name] == FAILED), None)


def _fresh_report(exercise: Exercise) -> Report:
    """The last report, if the files are still those it speaks of; a new one otherwise."""
    found = submission.find(exercise)
    report = records.last(exercise.id)
    if report is None or report.submission["digest"] != found.snapshot.digest:
        report = grade([found])[0]
        records.keep(report)
    return report


def _give(exercise: Exercise, criterion: Criterion, page: Page) -> None:
    page.line()
    page.wrapped(f"{exercise.label}  {criterion.id}: {criterion.text}", "  ", None, "bold")
    if not criterion.hints:
        page.wrapped("This criterion has no hint. Read its line in the brief once more.", "  ")
        return
    given = records.hints_given()
    key = f"{exercise.id}/{criterion.id}"
    count = min(given.get(key, 0) + 1, len(criterion.hints))
    for number, hint in enumerate(criterion.hints[:count], 1):
        page.wrapped(hint, "     ", f"  {number}. ")
    if count < len(criterion.hints):
        page.line(f"  There is one more: make hint {exercise.command}")
    elif given.get(key, 0) >= count:
        page.wrapped(f"That was all. Our solution is there too: make solution {exercise.command}", "  ")
    records.remember_hints({**given, key: count})
