"""Points over time, as a small drawing: one step line for each tier, with its name at its end."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from grader.pages.summary import Past
from grader.pages.words import TIERS

WIDTH, HEIGHT = 640, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 86, 10, 24
_APART = 15  # so far apart two names must stand to be read


class Moment(NamedTuple):
    """The points of all exercises together, after a round of gradings."""

    at: str
    earned: tuple[int, ...]


class Line(NamedTuple):
    tier: str
    path: str
    end: float
    name: float  # where the name stands
    points: int


class Chart(NamedTuple):
    moments: list[Moment]
    lines: list[Line]
    most: int
    zero: float
    top: float
    left: float
    right: float


def moments(past: Sequence[Past]) -> list[Moment]:
    """What stood after each day with gradings; after each minute, if it was one day only."""
    inorder = sorted(past, key=lambda one: (one.at, one.exercise))
    precision = 10 if len({one.at[:10] for one in inorder}) > 1 else 16
    latest: dict[str, tuple[int, ...]] = {}
    found: dict[str, Moment] = {}
    for one in inorder:
        latest[one.exercise] = one.earned
        totals = tuple(sum(each) for each in zip(*latest.values(), strict=True))
        found[one.at[:precision]] = Moment(one.at, totals)
    return list(found.values())


def chart(past: Sequence[Past]) -> Chart | None:
    """Nothing, where there is only one moment: that is read, not looked at."""
    found = moments(past)
    seconds = [_seconds(one.at) for one in found]
    if len(found) < 2 or seconds[0] == seconds[-1]:
        return None
    most = max(1, *(figure for one in found for figure in one.earned))
    zero, right = HEIGHT - _BOTTOM, WIDTH - _RIGHT

    def across(at: float) -> float:
        return round(_LEFT + (right - _LEFT) * (at - seconds[0]) / (seconds[-1] - seconds[0]), 1)

    def up(points: int) -> float:
        return round(zero - (zero - _TOP) * points / most, 1)

    lines = []
    for number, tier in enumerate(TIERS):
        if any(one.earned[number] for one in found):
            places = [(across(at), up(one.earned[number])) for at, one in zip(seconds, found, strict=True)]
            lines.append(Line(tier, _steps(places), places[-1][1], 0, found[-1].earned[number]))
    return Chart(found, _named(lines), most, zero, _TOP, _LEFT, right)


def _steps(places: Sequence[tuple[float, float]]) -> str:
    parts = [f"M{places[0][0]:g} {places[0][1]:g}"]
    for (_, before), (across, up) in itertools.pairwise(places):
        parts.append(f"H{across:g}" + (f"V{up:g}" if up != before else ""))
    return "".join(parts)


def _named(lines: Sequence[Line]) -> list[Line]:
    """Names beside the ends of their lines, moved apart where they would meet."""
    placed: list[Line] = []
    for line in sorted(lines, key=lambda one: -one.end):
        highest = placed[-1].name - _APART if placed else line.end
        placed.append(line._replace(name=min(line.end, highest)))
    lowest = min((line.name for line in placed), default=_TOP)
    drop = max(0, _TOP - lowest)
    return [line._replace(name=line.name + drop) for line in placed]


def _seconds(at: str) -> float:
    try:
        return datetime.fromisoformat(at).timestamp()
    except ValueError:
        return 0.0
