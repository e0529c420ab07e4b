"""Who is in a cohort, read from a folder, a list or a table."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from grader.subject.scratch import Unusable

_NAMES = ("learner", "name", "student", "full name")
_IDS = ("id", "login", "username", "github", "sis login id", "sis user id")
_SOURCES = ("source", "folder", "path", "repository", "repo", "url", "git", "bundle")
_LONGEST = 100


@dataclasses.dataclass(frozen=True)
class Learner:
    """One person of a cohort. The id names their files; nothing else of them does."""

    id: str
    name: str
    source: str  # a folder, the URL of a git repository, or a bundle
    branch: str = ""
    known_as: tuple[tuple[str, str], ...] = ()  # the other columns of the table, such as an e-mail address

    def as_dict(self) -> dict[str, object]:
        return {**dataclasses.asdict(self), "known_as": dict(self.known_as)}


def read(source: Path) -> list[Learner]:
    """A folder with a folder for each learner, a list with a place in each line, or a CSV table."""
    if source.is_dir():
        found = [
            _learner(entry.name, str(entry))
            for entry in sorted(source.iterdir())
            if entry.is_dir() and not entry.name.startswith(".")
        ]
        if not found:
            raise Unusable(f"{source} holds no folders. It should hold one for each learner.")
    elif not source.exists():
        raise Unusable(f"There is no folder or file {source}. Name a folder of learners' folders, or a list of places.")
    else:
        text = _text(source)
        found = list(_table(source, text) if source.suffix.lower() == ".csv" else _lines(source, text))
        if not found:
            raise Unusable(f"{source} names no learners. Write one place in each line, or a table with a heading.")
    _no_two_alike(source, found)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(f"{path} is not UTF-8 text. Save it again with that encoding.") from None


def _lines(path: Path, text: str) -> Iterator[Learner]:
    for line in text.splitlines():
        place = line.split("#")[0].strip() if line.lstrip().startswith("#") else line.strip()
        if place:
            yield _learner(_last_part(place), _absolute(place, path.parent))


def _table(path: Path, text: str) -> Iterator[Learner]:
    rows = csv.DictReader(text.splitlines())
    columns = {(heading or "").strip().lower(): heading for heading in rows.fieldnames or ()}
    place_in = _first(columns, _SOURCES)
    if place_in is None:
        known = ", ".join(_SOURCES[:4])
        raise Unusable(f"{path} has no column that says where the work lies. Its first line needs one of: {known}.")
    id_in, name_in = _first(columns, _IDS), _first(columns, _NAMES)
    used = {column for column in (place_in, id_in, name_in, columns.get("branch")) if column is not None}
    for row in rows:
        place = (row.get(place_in) or "").strip()
        if not place:
            if any(isinstance(value, str) and value.strip() for value in row.values()):
                raise Unusable(f"{path}, line {rows.line_num}: the column {place_in} is empty.")
            continue
        name = (row.get(name_in) or "").strip() if name_in else ""
        known = (row.get(id_in) or "").strip() if id_in else ""
        others = tuple((key, value.strip()) for key, value in row.items() if key and key not in used and value)
        yield dataclasses.replace(
            _learner(known or name or _last_part(place), _absolute(place, path.parent)),
            name=name or known or _last_part(place),
            branch=(row.get(columns.get("branch", "")) or "").strip(),
            known_as=((id_in, known), *others) if id_in and known else others,
        )


def _first(columns: dict[str, str], wanted: Iterable[str]) -> str | None:
    return next((columns[name] for name in wanted if name in columns), None)


def _learner(name: str, source: str) -> Learner:
    return Learner(safe(name), name, source)


def safe(name: str) -> str:
    """A name for files that no file system and no shell stumbles over; other names give others."""
    found = quote(name, safe=" @+,=", errors="surrogateescape").replace("%20", " ").strip()
    if found.startswith("."):
        found = f"%2E{found[1:]}"
    if len(found) > _LONGEST:
        found = f"{found[:_LONGEST]}-{hashlib.sha256(found.encode()).hexdigest()[:8]}"
    return found or "%"


def _last_part(place: str) -> str:
    return re.sub(r"\.(git|bundle)$", "", re.split(r"[/:\\]", place.rstrip("/\\"))[-1]) or place


def is_repository(place: str) -> bool:
    """Whether this is for git: a URL, `user@host:path`, a bundle, a bare repository."""
    return bool(re.match(r"[a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:", place)) or place.endswith((".bundle", ".git"))


def _absolute(place: str, beside: Path) -> str:
    if re.match(r"[a-z][a-z0-9+.-]*://|[\w.-]+@[\w.-]+:", place):
        return place
    return str(beside / Path(place).expanduser())


def _no_two_alike(source: Path, learners: list[Learner]) -> None:
    by_id: dict[str, Learner] = {}
    for learner in learners:
        other = by_id.setdefault(learner.id.casefold(), learner)
        if other is not learner:
            raise Unusable(
                f"{source}: two learners would have the name {learner.id!r} ({other.source} and {learner.source}). "
                "Give the table a column `id` that tells them apart."
            )
