"""What was graded, for whom and when: a file for each grading, written whole or not at all, never changed."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader import records
from grader.cohort.roster import Learner
from grader.report import Report, from_dict
from grader.subject.scratch import Unusable

FORMAT = "journey/graded/v1"
_DEPENDS_ON = ("submission", "checks", "engine", "lock", "python", "platform", "seed")


@dataclasses.dataclass(frozen=True)
class Graded:
    """One grading of one learner's exercise, or the sentence why there could be none."""

    learner: str
    exercise: str
    at: str
    key: dict[str, Any]  # all that the verdict depends on
    report: Report | None
    problem: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            **{name: getattr(self, name) for name in ("learner", "exercise", "at", "key", "problem")},
            "report": self.report and self.report.as_dict(),
        }


@dataclasses.dataclass(frozen=True)
class Change:
    """A criterion whose verdict is another one than at the grading before."""

    learner: str
    exercise: str
    criterion: str
    before: str
    after: str
    because: tuple[str, ...]  # the parts of the key that differ


def mark_of(key: dict[str, Any]) -> str:
    """The key as a few signs in a file's name: what is up to date is known without reading it."""
    return hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()[:12]


def key_of(submission_digest: str, receipt: dict[str, Any], seed: int) -> dict[str, Any]:
    whole = {"submission": submission_digest, "seed": seed, **receipt}
    return {name: whole[name] for name in _DEPENDS_ON}


class Results:
    """The folder with the results of a cohort."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def existing(cls, folder: Path) -> Results:
        if not (folder / "learners.json").is_file():
            raise Unusable(f"{folder} holds no results of a cohort. Make them with: journey cohort grade FOLDER")
        return cls(folder)

    def remember(self, learners: list[Learner]) -> None:
        """Who is in the cohort; people who are no longer named stay, with what was graded for them."""
        known = {learner.id: learner for learner in self.learners()} | {learner.id: learner for learner in learners}
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write("learners.json", [learner.as_dict() for learner in known.values()])

    def learners(self) -> list[Learner]:
        try:
            found = json.loads((self.folder / "learners.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except ValueError as error:
            path = self.folder / "learners.json"
            raise Unusable(f"{path} cannot be read ({error}). Remove it and grade again.") from None
        return [Learner(**{**one, "known_as": tuple(one["known_as"].items())}) for one in found]

    def keep(self, graded: Graded) -> None:
        folder = self._place(graded.learner, graded.exercise)
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{_stamp(graded.at)}-{mark_of(graded.key)}.json"
        records.replace(folder / name, json.dumps(graded.as_dict(), ensure_ascii=False))

    def is_current(self, learner: str, exercise: str, key: dict[str, Any]) -> bool:
        """Whether the last grading was one of the same files by the same checks and engine."""
        names = self._names(learner, exercise)
        return bool(names) and names[-1].endswith(f"-{mark_of(key)}.json")

    def history(self, learner: str, exercise: str) -> Iterator[Graded]:
        """All gradings that can be read, the oldest first."""
        for name in self._names(learner, exercise):
            found = _read(self._place(learner, exercise) / name)
            if found is not None:
                yield found

    def latest(self, learner: str, exercise: str) -> Graded | None:
        for name in reversed(self._names(learner, exercise)):
            found = _read(self._place(learner, exercise) / name)
            if found is not None:
                return found
        return None  # also if all were damaged: grading again makes a new one

    def gradings(self, learner: str, exercise: str) -> list[str]:
        """The names of all gradings, the oldest first. Their files never change: a name stands for what is in it."""
        return self._names(learner, exercise)

    def grading(self, learner: str, exercise: str, name: str) -> Graded | None:
        return _read(self._place(learner, exercise) / name)

    def exercises(self, learner: str) -> list[str]:
        try:
            return sorted(os.listdir(self.folder / "results" / learner))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def note(self, at: str, changes: list[Change], problems: dict[str, dict[str, str]]) -> None:
        """What a run has changed, kept for ever, and what could not be read in the last one."""
        if changes:
            (self.folder / "changes").mkdir(parents=True, exist_ok=True)
            self._write(f"changes/{_stamp(at)}.json", [dataclasses.asdict(change) for change in changes])
        self._write("problems.json", problems)

    def problems(self) -> dict[str, dict[str, str]]:
        """What could not be read in the last run: for each learner, what it is and why."""
        try:
            found = json.loads((self.folder / "problems.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def changes(self) -> list[tuple[str, list[Change]]]:
        """What each run has changed, the last one first."""
        found = []
        for path in sorted((self.folder / "changes").glob("*.json"), reverse=True):
            rows = json.loads(path.read_text(encoding="utf-8"))
            found.append((path.stem, [Change(**{**row, "because": tuple(row["because"])}) for row in rows]))
        return found

    def _write(self, name: str, record: object) -> None:
        records.replace(self.folder / name, json.dumps(record, indent=1, ensure_ascii=False) + "\n")

    def _place(self, learner: str, exercise: str) -> Path:
        return self.folder / "results" / learner / exercise

    def _names(self, learner: str, exercise: str) -> list[str]:
        try:
            names = os.listdir(self._place(learner, exercise))
        except FileNotFoundError:
            return []
        return sorted(name for name in names if name.endswith(".json") and not name.startswith("."))


def _stamp(at: str) -> str:
    return at.replace(":", "").replace("-", "")


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def changes(before: Graded | None, after: Graded) -> list[Change]:
    """What the later grading sees differently."""
    if before is None or before.report is None or after.report is None:
        return []
    because = tuple(name for name in _DEPENDS_ON if before.key.get(name) != after.key.get(name))
    was = {result.id: result.outcome for result in before.report.criteria}
    return [
        Change(after.learner, after.exercise, result.id, was.get(result.id, "new"), result.outcome, because)
        for result in after.report.criteria
        if was.get(result.id) != result.outcome
    ]


def _read(path: Path) -> Graded | None:
    try:
        record = json.loads(path.read_bytes())
        if record.pop("format") != FORMAT:
            return None
        return Graded(**{**record, "report": from_dict(record["report"]) if record["report"] else None})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
