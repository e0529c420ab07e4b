"""One report as a part of a page: what does not hold in full, what holds in a line to open."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from markupsafe import Markup

from grader.pages.markup import environment
from grader.pages.plain import lines
from grader.pages.reviews import NONE, Review
from grader.pages.words import TIERS
from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED, Report, Result


class Row(NamedTuple):
    """A criterion that holds or was skipped."""

    id: str
    text: str
    tier: str
    points: int
    outcome: str
    reason: str
    lines: tuple[tuple[str, str], ...]  # what was asked and answered, where a page has room for it


def report_part(
    report: Report,
    review: Review = NONE,
    at: str = "",
    heading: int = 3,
    points: tuple[int, ...] = (),
    with_all_transcripts: bool = False,
) -> Markup:
    """Everything about one submission, for a page that has a heading of a higher rank."""
    known = {one.id for one in report.criteria}
    others = [one for one in report.criteria if one.outcome in (PASSED, SKIPPED)]
    persons = [one for one in report.criteria if one.outcome == MENTOR]
    return Markup(
        _macros().report(
            report,
            failures=[one for one in report.criteria if one.outcome in (FAILED, FAULT)],
            persons=persons,
            strangers=sorted(review.verdicts.keys() - {one.id for one in persons}),
            others=_others(tuple(_row(one, known, with_all_transcripts) for one in others)),
            review=review,
            at=at,
            rank=heading,
            tallies=_tallies(points or tuple(figure for tier in TIERS for figure in report.points(tier))),
        )
    )


def failure_part(result: Result) -> Markup:
    """Why one criterion does not hold: the reason, the transcript, what came, the line of code."""
    return Markup(_macros().failure(result))


@functools.lru_cache(maxsize=4096)
def _tallies(points: tuple[int, ...]) -> Markup:
    return Markup(_macros().tallies(zip(TIERS, points[::2], points[1::2], strict=True)))


def _row(result: Result, known: set[str], with_transcript: bool) -> Row:
    waits_for = result.skipped_for or ""
    reason = f"needs {waits_for}" if waits_for in known else waits_for
    shown = tuple(lines(result.transcript)) if with_transcript else ()
    return Row(result.id, result.text, result.tier, result.points, result.outcome, reason, shown)


@functools.lru_cache(maxsize=2048)
def _others(rows: tuple[Row, ...]) -> Markup:
    """Many learners hold the same criteria: their rows are made once."""
    return Markup(_macros().others(rows)) if rows else Markup("")


@functools.cache
def _macros() -> Any:
    return environment().get_template("report.html").module
