"""What the pages about everybody need to know of one learner. It is kept, so that nothing is read twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from grader.cohort.store import Graded
from grader.pages.alike import likeness
from grader.pages.reviews import NONE, Review
from grader.pages.words import TIERS
from grader.report import FAILED, MENTOR, Report, Result

WAITS, NOT_READY = "waits", "not ready"


class Seen(NamedTuple):
    """One criterion: its outcome, what its failure is like, and what a person has said or is to say."""

    id: str
    outcome: str
    exactly: str = ""
    roughly: str = ""
    person: str = ""


class Standing(NamedTuple):
    """Where a learner stands with one exercise. `points` are pairs of earned and possible, tier by tier."""

    exercise: str
    label: str
    title: str
    at: str
    grading: str  # the name of the file
    points: tuple[int, ...]
    fault: bool
    seen: tuple[Seen, ...]

    def earned(self, tier: str) -> int:
        return self.points[2 * TIERS.index(tier)]

    def possible(self, tier: str) -> int:
        return self.points[2 * TIERS.index(tier) + 1]

    @property
    def waiting(self) -> int:
        return sum(one.person == WAITS for one in self.seen)


class Past(NamedTuple):
    """The points of one grading, the last or one before it."""

    exercise: str
    grading: str
    at: str
    earned: tuple[int, ...]  # tier by tier


class Summary(NamedTuple):
    """One learner."""

    id: str
    name: str
    standings: tuple[Standing, ...]
    past: tuple[Past, ...]

    def total(self, tier: str) -> tuple[int, int]:
        return sum(one.earned(tier) for one in self.standings), sum(one.possible(tier) for one in self.standings)

    @property
    def waiting(self) -> int:
        return sum(one.waiting for one in self.standings)


def standing(graded: Graded, report: Report, grading: str, points: tuple[int, ...], review: Review) -> Standing:
    return Standing(
        graded.exercise,
        report.exercise["label"],
        report.exercise["title"],
        graded.at,
        grading,
        points,
        report.has_fault,
        tuple(_seen(result, review) for result in report.criteria),
    )


def past(graded: Graded, grading: str, points: tuple[int, ...]) -> Past:
    return Past(graded.exercise, grading, graded.at, points[::2])


def points(report: Report) -> tuple[int, ...]:
    """Pairs of earned and possible, tier by tier."""
    return tuple(figure for tier in TIERS for figure in report.points(tier))


def _seen(result: Result, review: Review = NONE) -> Seen:
    if result.outcome == FAILED:
        return Seen(result.id, result.outcome, *likeness(result))
    if result.outcome == MENTOR:
        said = review.verdicts.get(result.id)
        person = said.verdict if said else NOT_READY if result.cause else WAITS
        return Seen(result.id, result.outcome, person=person)
    return Seen(result.id, result.outcome)


def from_record(record: Mapping[str, Any]) -> Summary:
    """A summary as JSON gives it back."""
    standings = tuple(_standing(*one) for one in record["standings"])
    return Summary(record["id"], record["name"], standings, tuple(_past(*one) for one in record["past"]))


def _standing(*parts: Any) -> Standing:
    *plain, points, fault, seen = parts
    return Standing._make((*plain, tuple(points), fault, tuple(Seen(*one) for one in seen)))


def _past(exercise: str, grading: str, at: str, earned: list[int]) -> Past:
    return Past(exercise, grading, at, tuple(earned))
