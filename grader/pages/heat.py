"""The data of the heat map, as a script: a page that is opened as a file may load nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from grader.pages import plain
from grader.pages.everybody import Fared
from grader.pages.markup import href, script
from grader.pages.summary import Standing, Summary
from grader.pages.words import TIERS


class Row(NamedTuple):
    """What the map and the table of learners need of one learner."""

    id: str
    name: str
    points: dict[str, tuple[int, ...]]  # exercise -> points of each tier, and a 1 if the grader failed there
    totals: tuple[tuple[int, int], ...]
    waiting: int
    last: str


def row(learner: Summary) -> Row:
    return Row(
        learner.id,
        plain.name(learner.name),
        {one.exercise: _points(one) for one in learner.standings},
        tuple(learner.total(tier) for tier in TIERS),
        learner.waiting,
        max((one.at for one in learner.standings), default=""),
    )


def _points(standing: Standing) -> tuple[int, ...]:
    earned = standing.points[::2]
    return (*earned, 1) if standing.fault else earned


def data(exercises: Sequence[Fared], weeks: Mapping[str, int | None], rows: Sequence[Row]) -> str:
    columns = [
        {
            "id": href(one.id),
            "label": plain.line(one.newest.label, 60),
            "title": plain.line(one.newest.title, 200),
            "week": weeks.get(one.id),
            "most": one.newest.points[1::2],
        }
        for one in exercises
    ]
    learners = [[one.name, href(one.id), *(one.points.get(each.id, 0) for each in exercises)] for one in rows]
    return script("cohort", {"exercises": columns, "learners": learners})
