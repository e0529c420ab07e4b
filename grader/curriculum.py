"""The curriculum as read from the folders: exercises, their criteria, the weeks."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.services.services import KNOWN
from grader.subject.limits import Limits
from grader.subject.scratch import LEFT_OUT
from grader.tomlfile import BadFile, Reader

COURSE = Path(__file__).resolve().parent.parent
TIERS = ("core", "full", "stretch")
KINDS = ("library", "program", "api", "sql", "documents", "tests")

_EXERCISE_SHAPE: dict[str, type | tuple[type, ...]] = {
    "title": str,
    "days": list,
    "kind": str,
    "minutes": int,
    "requires": list,
    "services": list,
    "folder": str,
    "limits": dict,
    "environment": dict,
    "continues": str,
    "carries": list,
    "criteria": list,
}
_CRITERION_SHAPE: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "text": str,
    "tier": str,
    "points": int,
    "roadmap": list,
    "needs": list,
    "hint": (str, list),
    "by": str,
    "on_request": bool,
    "evidence": str,
}
_LIMITS_SHAPE: dict[str, type | tuple[type, ...]] = {field.name: (int, float) for field in dataclasses.fields(Limits)}


@dataclasses.dataclass(frozen=True)
class Criterion:
    """One thing that must hold."""

    id: str
    text: str
    tier: str
    points: int = 1
    roadmap: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    by: str = "check"
    on_request: bool = False  # by a mentor, unless it is asked for by name: then it is checked
    evidence: str | None = None

    @property
    def by_mentor(self) -> bool:
        return self.by == "mentor"


@dataclasses.dataclass(frozen=True)
class Exercise:
    """One folder: brief, starter, solution, checks and proofs."""

    id: str
    path: Path
    title: str
    kind: str
    days: tuple[int, ...]
    minutes: int
    requires: tuple[str, ...]
    services: tuple[str, ...]
    folder: str
    limits: Limits
    criteria: tuple[Criterion, ...]
    continues: str | None = None
    carries: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """How people call it: Day 3, Days 8-9, lab-regex."""
        if not self.days:
            return self.id
        first, last = self.days[0], self.days[-1]
        return f"Day {first}" if first == last else f"Days {first}-{last}"

    @property
    def short(self) -> str:
        """What people type for it: 3, 8, lab-regex."""
        return str(self.days[0]) if self.days else self.id

    @property
    def command(self) -> str:
        """The make argument that names it."""
        if self.days:
            return f"day={self.days[0]}"
        kind, _, name = self.id.partition("-")
        return f"lab={name}" if kind == "lab" else f"name={self.id}"

    @property
    def week(self) -> int | None:
        found = re.fullmatch(r"week(\d+)", self.path.parent.name)
        return int(found[1]) if found else None

    @property
    def checks(self) -> Path:
        return self.path / "checks"

    def criterion(self, criterion_id: str) -> Criterion:
        return next(criterion for criterion in self.criteria if criterion.id == criterion_id)

    def imports(self) -> set[str]:
        """The modules that the solution imports from outside the exercise."""
        files = self.files_of("solution")
        own = {name.split("/")[0].removesuffix(".py") for name in files} | {"grader", "tests", "weeks", "capstones"}
        text = "\n".join(content.decode() for name, content in files.items() if name.endswith(".py"))
        found = re.findall(r"^\s*(?:import|from)\s+([A-Za-z_]\w*(?:\.\w+)*)", text, re.MULTILINE)
        by_url = {"psycopg", "sqlalchemy.dialects.postgresql.psycopg"} if "sqlalchemy" in text else set()
        return {name for name in found if name.split(".")[0] not in own} | by_url

    def files_of(self, part: str) -> dict[str, bytes]:
        """The files of our `starter` or `solution`, with those that are `given`, and those of the day before."""
        files: dict[str, bytes] = {}
        if self.continues:
            before = curriculum().exercise(self.continues).files_of("solution")
            for name in self.carries:
                if name not in before:
                    raise BadFile(f"{self.path}/exercise.toml: {self.continues} has no file {name!r} to carry over.")
                files[name] = before[name]
        for own in (self.path / "given", self.path / part):
            for path in sorted(own.rglob("*")):
                if path.is_file() and LEFT_OUT.isdisjoint(path.relative_to(own).parts):
                    files[str(path.relative_to(own))] = path.read_bytes()
        return files


@dataclasses.dataclass(frozen=True)
class Place:
    """An exercise as its folder's name tells it, before anything in it is read."""

    id: str
    path: Path
    week: int | None
    days: tuple[int, ...]

    @functools.cached_property
    def exercise(self) -> Exercise:
        return read_exercise(self.path)

    @property
    def names(self) -> set[str]:
        """Whole names by which people may call it."""
        plain = re.sub(r"^(lab|capstone)-", "", self.id)
        return {self.id, self.path.name, plain, f"lab-{plain}"}


@dataclasses.dataclass(frozen=True)
class Curriculum:
    """All exercises, in order; each is read when it is first asked for."""

    places: tuple[Place, ...]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(place.exercise for place in self.places)

    def exercise(self, exercise_id: str) -> Exercise:
        return next(place.exercise for place in self.places if place.id == exercise_id)

    def weeks(self) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        for place in self.places:
            if place.week is not None:
                found.setdefault(place.week, []).append(place)
        return found


@functools.cache
def curriculum() -> Curriculum:
    return find_all(COURSE)


def find_all(course: Path) -> Curriculum:
    folders = [*course.glob("weeks/week*/*/"), *course.glob("capstones/*/")]
    places = [_place(folder) for folder in folders if (folder / "exercise.toml").exists()]
    return Curriculum(tuple(sorted(places, key=_order)))


def _place(folder: Path) -> Place:
    found = re.fullmatch(r"week(\d+)", folder.parent.name)
    return Place(exercise_id(folder), folder, int(found[1]) if found else None, days_in(folder.name))


def days_in(name: str) -> tuple[int, ...]:
    """The days that a name speaks of: `day08-09-task-manager` is days 8 and 9."""
    found = re.match(r"day(\d\d)(?:-(\d\d))?(?=-|$)", name)
    return tuple(range(int(found[1]), int(found[2] or found[1]) + 1)) if found else ()


def _order(place: Place) -> tuple[int, int, int, str]:
    """By week; in a week the days first, then the labs as the page of the week lists them."""
    week = 99 if place.week is None else place.week
    return (
        week,
        place.days[0] if place.days else 999,
        _listed(place.path.parent).find(f"]({place.path.name}/"),
        place.id,
    )


@functools.cache
def _listed(week: Path) -> str:
    page = week / "README.md"
    return page.read_text(encoding="utf-8") if page.exists() else ""


def exercise_id(folder: Path) -> str:
    if folder.parent.name == "capstones":
        return f"capstone-{folder.name}"
    found = re.match(r"day\d\d(-\d\d)?(?=-[a-z]|$)", folder.name)
    return found[0] if found else folder.name


def read_exercise(folder: Path) -> Exercise:
    reader = Reader(folder / "exercise.toml")
    data = reader.data
    reader.check(data, _EXERCISE_SHAPE, ("title", "kind", "criteria"), "an exercise")
    if data["kind"] not in KINDS:
        reader.fail("kind", f"{data['kind']!r} is not a kind", f"The kinds are: {', '.join(KINDS)}.")
    for service in data.get("services", ()):
        if service not in KNOWN:
            reader.fail("services", f"{service!r} is not a service", f"The services are: {', '.join(KNOWN)}.")
    limits = data.get("limits", {})
    reader.check(limits, _LIMITS_SHAPE, (), "limits")
    environment = data.get("environment", {})
    reader.check(environment, dict.fromkeys(environment, str), (), "environment")
    name = exercise_id(folder)
    if data.get("folder", name).split("/")[0] != name:
        reader.fail(
            "folder", f"the folder {data['folder']!r} does not begin with {name!r}", "Learners look for it there."
        )
    if tuple(data.get("days", days_in(folder.name))) != days_in(folder.name):
        reader.fail("days", f"the days {data['days']} are not those in the name {folder.name}", "Mend either.")
    return Exercise(
        id=name,
        path=folder,
        title=data["title"],
        kind=data["kind"],
        days=days_in(folder.name),
        minutes=data.get("minutes", 120),
        requires=tuple(data.get("requires", ())),
        services=tuple(data.get("services", ())),
        folder=data.get("folder", name),
        limits=Limits(**limits),
        environment=tuple(environment.items()),
        criteria=_criteria(reader, data["criteria"]),
        continues=data.get("continues"),
        carries=tuple(data.get("carries", ())),
    )


def _criteria(reader: Reader, tables: list[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    seen: list[str] = []
    criteria = []
    for table in tables:
        reader.check(table, _CRITERION_SHAPE, ("id", "text", "tier", "roadmap"), "a criterion")
        name = table["id"]
        if name in seen:
            reader.fail(name, f"the criterion {name!r} is there twice", "Give one of them another id.")
        if table["tier"] not in TIERS:
            reader.fail(name, f"{table['tier']!r} is not a tier", f"The tiers are: {', '.join(TIERS)}.")
        if table.get("by", "check") not in ("check", "mentor"):
            reader.fail(name, f"{table['by']!r} cannot sign a criterion off", 'Write by = "mentor", or leave it out.')
        if table.get("on_request") and table.get("by") != "mentor":
            reader.fail(name, "what is checked on request is by a mentor otherwise", 'Write by = "mentor" as well.')
        for needed in table.get("needs", ()):
            if needed not in seen:
                reader.fail(name, f"{name!r} needs {needed!r}, which does not stand before it", "Move or rename it.")
        seen.append(name)
        criteria.append(_criterion(table))
    return tuple(criteria)


def _criterion(table: Mapping[str, Any]) -> Criterion:
    hint = table.get("hint", ())
    return Criterion(
        id=table["id"],
        text=table["text"],
        tier=table["tier"],
        points=table.get("points", 1),
        roadmap=tuple(table["roadmap"]),
        needs=tuple(table.get("needs", ())),
        hints=(hint,) if isinstance(hint, str) else tuple(hint),
        by=table.get("by", "check"),
        on_request=table.get("on_request", False),
        evidence=table.get("evidence"),
    )
