"""What runs have changed, told once for all learners to whom the same has happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from grader.cohort.store import Change
from grader.pages.misses import Person

SHOWN = 20  # runs


class Turn(NamedTuple):
    """One criterion that changed from one verdict to another, for one reason, and for whom."""

    exercise: str
    criterion: str
    before: str
    after: str
    because: tuple[str, ...]
    people: list[Person]


class Run(NamedTuple):
    """One run. First what changed although the work did not: that is for us to look at."""

    at: str
    changes: int
    learners: int
    turns: list[Turn]


def runs(changes: Sequence[tuple[str, list[Change]]], names: Mapping[str, str]) -> list[Run]:
    return [_run(at, some, names) for at, some in changes[:SHOWN]]


def _run(at: str, changes: list[Change], names: Mapping[str, str]) -> Run:
    turns: dict[tuple[str, str, str, str, tuple[str, ...]], Turn] = {}
    for one in changes:
        key = (one.exercise, one.criterion, one.before, one.after, one.because)
        turn = turns.setdefault(key, Turn(*key, people=[]))
        turn.people.append(Person(one.learner, names.get(one.learner, one.learner)))
    inorder = sorted(turns.values(), key=lambda turn: ("submission" in turn.because, -len(turn.people)))
    return Run(spelled(at), len(changes), len({one.learner for one in changes}), inorder)


def spelled(stamp: str) -> str:
    """20261121T203848.088662Z, as the name of a file has it, with its signs again."""
    day, _, time = stamp.partition("T")
    if len(day) != 8 or len(time) < 6:
        return stamp
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}"
