"""The roadmaps that this course follows: each an order of its own over the same criteria."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator
from pathlib import Path

from grader.curriculum import COURSE, Criterion, Exercise, curriculum
from grader.tomlfile import Reader

FOLDER = COURSE / "weeks" / "tracks"
_SHAPE = {"title": str, "about": str, "part": list}
_PART_SHAPE = {"name": str, "title": str, "items": list}


@dataclasses.dataclass(frozen=True)
class Part:
    """A stretch of a roadmap, such as a day, a month or a phase."""

    title: str
    items: tuple[str, ...]  # as criteria name them: "six-phases/phase-1/word-frequency"


@dataclasses.dataclass(frozen=True)
class Track:
    id: str
    title: str
    about: str
    parts: tuple[Part, ...]

    @property
    def items(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.items


@functools.cache
def tracks() -> dict[str, Track]:
    return {path.stem: read_track(path) for path in sorted(FOLDER.glob("*.toml"))}


def read_track(path: Path) -> Track:
    reader = Reader(path)
    reader.check(reader.data, _SHAPE, ("title", "about", "part"), "a track")
    parts = []
    for table in reader.data["part"]:
        reader.check(table, _PART_SHAPE, ("name", "title", "items"), "a [[part]]")
        parts.append(Part(table["title"], tuple(f"{path.stem}/{table['name']}/{item}" for item in table["items"])))
    return Track(path.stem, reader.data["title"], reader.data["about"], tuple(parts))


@functools.cache
def coverage() -> dict[str, list[tuple[Exercise, Criterion]]]:
    """For each item, the criteria that cover it, in the order of the course."""
    found: dict[str, list[tuple[Exercise, Criterion]]] = {}
    for exercise in curriculum().exercises:
        for criterion in exercise.criteria:
            for item in criterion.roadmap:
                found.setdefault(item, []).append((exercise, criterion))
    return found
