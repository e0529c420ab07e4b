"""What to do next."""

from __future__ import annotations

import argparse

from grader import records, submission
from grader.curriculum import Exercise, curriculum
from grader.render.text import Page
from grader.report import FAILED, Report


def configure(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace) -> int:
    del arguments
    everything = curriculum()
    touched = submission.last_touched(everything)
    report = records.last(touched.id) if touched else None
    if touched and report is None:
        say(f"Next: make check {touched.command}")
    elif report:
        say(advise([report]))
    else:
        say(f"Next: make start {everything.places[0].exercise.command}")
    return 0


def say(advice: str) -> None:
    page = Page()
    page.wrapped(advice, "  ")
    page.show()


def advise(reports: list[Report]) -> str:
    """The one next action after these reports."""
    for tier in ("core", "full"):
        for report in reports:
            for result in report.criteria:
                if result.tier == tier and result.outcome == FAILED:
                    command = report.exercise["command"]
                    return f"Next: {result.id}. Mend it, then: make check {command}. Stuck? make hint {command}"
    following = _following(reports[-1].exercise["id"]) if reports else None
    if following is None:
        return "Everything here holds, and nothing comes after it."
    stretch = (
        " The stretch criteria are there for more." if not all(report.holds("stretch") for report in reports) else ""
    )
    return f"Everything asked for holds.{stretch} Next: make start {following.command}  ({following.title})"


def _following(exercise_id: str) -> Exercise | None:
    ids = [place.id for place in curriculum().places]
    later = curriculum().places[ids.index(exercise_id) + 1 :]
    return next((place.exercise for place in later if not (submission.WORK / place.id).is_dir()), None)
