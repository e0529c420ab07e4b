"""Grade submissions and show the reports."""

from __future__ import annotations

import argparse
import sys

from grader import names, submission
from grader.curriculum import Exercise, curriculum
from grader.grading import grade
from grader.judging import Request, Submission
from grader.report import FAULT, Report
from grader.subject.launcher import Launcher

HOLDS, DOES_NOT_HOLD, NO_SENSE, GRADER_FAILED = 0, 1, 2, 3


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="3, day3, 8-9, week=1, lab-regex")
    parser.add_argument("--work", metavar="DIR", help="another folder; or `solution` or `starter` for ours")
    parser.add_argument("--json", metavar="FILE", help="write the reports to a file, - for standard output")
    parser.add_argument("--criterion", metavar="ID", action="append", help="only this criterion, and what it needs")
    parser.add_argument("--seed", type=int, help="grade with the random inputs of an earlier report")
    parser.add_argument(
        "--verbose", "-v", action="store_true", help="transcripts of everything, learner's frames, seed"
    )


def run(arguments: argparse.Namespace) -> int:
    launcher = Launcher.start()  # it warms up while this process finds out what to do
    try:
        submissions = _submissions(arguments)
        only = criterion_ids(arguments.criterion, [given.exercise for given in submissions])
    except BaseException:
        launcher.close()
        raise
    request = Request(only=only) if arguments.seed is None else Request(arguments.seed, only)
    quiet = arguments.json == "-"
    reports = grade(submissions, request, None if quiet else Shower(len(submissions), arguments.verbose), launcher)
    _record(reports, arguments)
    return _status(reports, only)


def _submissions(arguments: argparse.Namespace) -> list[Submission]:
    exercises = exercises_for(arguments.names)
    if not arguments.work:
        if not any(submission.is_started(exercise) for exercise in exercises):
            begin(exercises[0])
        waiting = [exercise for exercise in exercises if not submission.is_started(exercise)]
        if waiting:
            print(f"\n  Not started yet: {', '.join(exercise.label for exercise in waiting)}.", file=sys.stderr)
        exercises = [exercise for exercise in exercises if exercise not in waiting]
    return [submission.find(exercise, arguments.work) for exercise in exercises]


def exercises_for(words: list[str]) -> list[Exercise]:
    """Those that are named; with no name, the one touched last, or the first of all."""
    everything = curriculum()
    if words:
        return names.find(words, everything)
    return [submission.last_touched(everything) or everything.places[0].exercise]


def begin(exercise: Exercise) -> None:
    """An exercise that is asked for and not begun yet is begun first."""
    folder, _ = submission.start(exercise)
    brief = submission.shown(exercise.path / "README.md")
    print(f"\n  Started {exercise.label} in {submission.shown(folder)}.\n  Read {brief} first.", file=sys.stderr)


def criterion_ids(wanted: list[str] | None, exercises: list[Exercise]) -> frozenset[str]:
    known = [criterion.id for exercise in exercises for criterion in exercise.criteria]
    for criterion in wanted or ():
        if criterion not in known:
            raise names.UnknownName(f"There is no criterion {criterion!r}.{names.nearest(criterion, known)}")
    return frozenset(wanted or ())


class Shower:
    """Shows the reports in their order, each as soon as those before it are there."""

    def __init__(self, count: int, verbose: bool) -> None:
        self._waiting: dict[int, Report] = {}
        self._next = 0
        self._count = count
        self._verbose = verbose

    def __call__(self, number: int, report: Report) -> None:
        from grader.render.terminal import render
        from grader.render.text import Page

        self._waiting[number] = report
        while self._next in self._waiting:
            page = Page()
            render(self._waiting.pop(self._next), page, self._verbose)
            page.show()
            self._next += 1


def _record(reports: list[Report], arguments: argparse.Namespace) -> None:
    from grader import records

    if not arguments.work and not arguments.criterion:
        for report in reports:
            records.keep(report)
    if arguments.json:
        records.write_json(reports, arguments.json)
    if arguments.json != "-":
        from grader.commands.next import advise, say

        faults = [result for report in reports for result in report.criteria if result.outcome == FAULT]
        if faults and faults[0].cause:
            from grader.troubles import grader_fault

            print(grader_fault(faults[0].cause.actual or ""), file=sys.stderr)
        elif not arguments.work:
            say(advise(reports))


def _status(reports: list[Report], only: frozenset[str]) -> int:
    if any(report.has_fault for report in reports):
        return GRADER_FAILED
    tiers = ("core", "full", "stretch") if only else ("core", "full")
    return HOLDS if all(report.holds(*tiers) for report in reports) else DOES_NOT_HOLD
