"""Names of exercises as people type them: `3`, `day3`, `day08-09`, `1-7`, `week=1`, `lab-regex`, `regex`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from grader.curriculum import Curriculum, Exercise, Place


class UnknownName(Exception):
    """Nothing in the curriculum has this name. The message offers the nearest ones."""


def find(words: Iterable[str], curriculum: Curriculum) -> list[Exercise]:
    """The exercises that the words name, each once, in the order of the curriculum."""
    wanted = {place.id for word in words for place in _find_one(word, curriculum)}
    return [place.exercise for place in curriculum.places if place.id in wanted]


def _find_one(word: str, curriculum: Curriculum) -> list[Place]:
    name = word.strip().lower().rstrip("/").rsplit("/", 1)[-1]
    if name == "all":
        return list(curriculum.places)
    if found := re.fullmatch(r"(?:week|w)[ =_-]?0*(\d+)", name):
        return _week(int(found[1]), curriculum)
    if found := re.fullmatch(r"(?:days?|d)?[ =_-]?0*(\d+)(?:(?:-|\.\.|:)(?:day)?0*(\d+))?", name):
        return _days(int(found[1]), int(found[2] or found[1]), word, curriculum)
    name = re.sub(r"^(lab|capstone|name|what|day)=", lambda mark: {"lab=": "lab-"}.get(mark[0], ""), name)
    matches = [place for place in curriculum.places if name in place.names]
    if not matches:
        raise UnknownName(_unknown(word, name, curriculum))
    return matches


def _week(number: int, curriculum: Curriculum) -> list[Place]:
    weeks = curriculum.weeks()
    if number not in weeks:
        there = ", ".join(str(week) for week in sorted(weeks))
        raise UnknownName(f"There is no week {number}. The weeks are: {there}.")
    return weeks[number]


def _days(first: int, last: int, word: str, curriculum: Curriculum) -> list[Place]:
    days = set(range(first, last + 1))
    matches = [place for place in curriculum.places if days & set(place.days)]
    if not matches:
        there = sorted(day for place in curriculum.places for day in place.days)
        if last < first:
            raise UnknownName(f"The range {word!r} runs backwards. Try {last}-{first}.")
        nearest = sorted(there, key=lambda day: (abs(day - first), day))[:3]
        raise UnknownName(f"There is no day {first}. The nearest are: {', '.join(map(str, sorted(nearest)))}.")
    return matches


def _unknown(word: str, name: str, curriculum: Curriculum) -> str:
    known = sorted({alias for place in curriculum.places for alias in (place.id, place.path.name)})
    near = difflib.get_close_matches(name, known, 3, 0.5) or [
        known_name for known_name in known if name[:3] in known_name
    ]
    offer = f"Did you mean {' or '.join(near[:3])}?" if near else "`journey progress` lists every exercise."
    return f"There is no exercise called {word!r}. {offer}"


def nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), 3, 0.4)
    return f" Did you mean {' or '.join(near)}?" if near else ""
