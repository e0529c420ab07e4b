"""Judges one submission: each criterion by its checks, and what follows for those that need it."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import glob
import hashlib
import os
import platform
import secrets
import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from grader import report as reports
from grader.curriculum import COURSE, Criterion, Exercise
from grader.impact import REACH
from grader.report import Cause, Report, Result
from grader.room import Room
from grader.subject.scratch import Snapshot

_IMAGE_NAMES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
_AFTERWARDS = ("cohort", "commands", "pages", "pullrequest", "render")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"<svg", b"<?xml")


class Submission(NamedTuple):
    """What is to be graded: an exercise and the files handed in for it."""

    exercise: Exercise
    snapshot: Snapshot
    name: str
    read: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()  # criteria that it earns for certain; they are not graded again
    traced: bool = False  # the receipt tells which functions each criterion enters


@dataclasses.dataclass(frozen=True)
class Request:
    """How it is to be graded."""

    seed: int = dataclasses.field(default_factory=lambda: secrets.randbelow(1_000_000))
    only: frozenset[str] = frozenset()
    workers: int | None = None
    to_first_failure: bool = False  # enough to know that something is noticed; the report is then not complete


def judge(room: Room, submission: Submission, request: Request) -> Report:
    """One criterion after the other, in this process."""
    verdicts = Verdicts(submission, request)
    with contextlib.closing(Hearing(room, submission, request)) as hearing:
        while (criterion := verdicts.next()) is not None:
            checked = hearing.check(criterion)
            verdicts.add(checked)
            if request.to_first_failure and checked.result.outcome != reports.PASSED:
                break
        facts = hearing.facts()
    return verdicts.report(facts)


class Checked(NamedTuple):
    """What the checks of one criterion have found."""

    result: Result
    blocked_by: str | None = None  # a module that could not be loaded
    broken: tuple[str, ...] = ()  # modules that nobody had tried to load before, and that could not be loaded
    reached: list[str] | None = None  # the functions that were entered, if a proof wants to know

    def as_dict(self) -> dict[str, Any]:
        return {**self._asdict(), "result": self.result.as_dict()}

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Checked:
        return cls(
            **{**record, "result": reports.result_from_dict(record["result"]), "broken": tuple(record["broken"])}
        )


class Hearing:
    """A submission and its checks, in this process."""

    def __init__(self, room: Room, submission: Submission, request: Request) -> None:
        from grader.plugin import Assignment
        from grader.subject.nursery import Nursery

        exercise = submission.exercise
        self._plugin = room.plugin
        self._services = room.services
        self._tenancy = room.services.tenancy(exercise.services)
        self._launcher = room.zygotes.of(exercise)
        self._is_traced = submission.traced
        environment = dict(exercise.environment) | self._tenancy.environment
        self._nursery = Nursery(
            self._launcher, submission.snapshot, exercise.limits, submission.read, environment, self._tenancy.ports
        )
        self._assignment = Assignment(exercise, self._nursery, request.seed, self._tenancy)

    def close(self) -> None:
        self._launcher.reach = ""
        self._nursery.close()

    def check(self, criterion: Criterion) -> Checked:
        """Run the checks of a criterion, up to the first that does not hold."""
        result = _undecided(criterion)
        checks = self._plugin.checks[self._assignment.exercise.id].get(criterion.id, [])
        if not checks:
            result.outcome, result.cause = reports.FAULT, Cause("The grader itself failed.", actual="no check reported")
            return Checked(result)
        if self._is_traced:
            self._launcher.reach = str(self._launcher.scratch_root / f"reach-{criterion.id}")
        before = set(self._nursery.unloadable)
        has_read = False
        for check in checks:
            finding = self._plugin.run(check, self._assignment)
            has_read |= finding.has_read
            result.seconds = round(result.seconds + finding.seconds, 4)
            result.outcome, result.cause, result.transcript = finding.outcome, finding.cause, finding.transcript
            result.skipped_for = finding.reason or None
            if finding.outcome != reports.PASSED:
                break
        result.passed = {reports.PASSED: True, reports.FAILED: False}.get(result.outcome)
        broken = tuple(sorted(set(self._nursery.unloadable) - before))
        reached = self._reached() if self._is_traced and not has_read else None
        return Checked(result, finding.blocked_by, broken, reached)

    def _reached(self) -> list[str]:
        self._nursery.settle()
        return _lines(self._launcher.reach)

    def facts(self) -> Facts:
        """What the report says of how it was graded."""
        services = self._services.versions(self._assignment.exercise.services)
        return Facts(self._launcher.rules(), services, self._tenancy.notes)


class Facts(NamedTuple):
    """Under which rules a submission was graded, with which services, and what was missing."""

    rules: dict[str, Any]
    services: dict[str, str]
    notes: list[str]


class Verdicts:
    """What is decided so far, which criterion can be checked next, and in the end the report."""

    def __init__(self, submission: Submission, request: Request, is_shared: bool = False) -> None:
        self._submission = submission
        self._request = request
        self._started = time.perf_counter()
        self._criteria = list(_asked_for(submission.exercise, request.only))
        self._open = _most_awaited_first(self._criteria) if is_shared else list(self._criteria)
        self._results: dict[str, Result] = {}
        self._checked: dict[str, Checked] = {}

    def next(self) -> Criterion | None:
        """A criterion to be checked now. None: there is no other one, or all of them wait for those being checked."""
        asked = {criterion.id for criterion in self._criteria}
        for criterion in list(self._open):
            if any(needed in asked and needed not in self._results for needed in criterion.needs):
                continue
            self._open.remove(criterion)
            settled = self._settled(criterion)
            if settled is None:
                return criterion
            self._results[criterion.id] = settled
        return None

    def add(self, checked: Checked) -> None:
        self._checked[checked.result.id] = checked
        self._results[checked.result.id] = checked.result

    def _settled(self, criterion: Criterion) -> Result | None:
        """The result of what needs no check."""
        result = _undecided(criterion)
        if criterion.by_mentor and not (criterion.on_request and criterion.id in self._request.only):
            return _evidence(self._submission, criterion, result)
        if self._missed_need(criterion):
            return result
        if criterion.id in self._submission.known:
            result.outcome, result.passed = reports.PASSED, True
            return result
        return None

    def _missed_need(self, criterion: Criterion) -> str | None:
        missed = (
            one for one in criterion.needs if one in self._results and self._results[one].outcome != reports.PASSED
        )
        return next(missed, None)

    def report(self, facts: Facts) -> Report:
        """All of it, in the order of the criteria."""
        self._name_roots()
        seconds = round(time.perf_counter() - self._started, 4)
        results = [self._results[criterion.id] for criterion in self._criteria if criterion.id in self._results]
        report = _report(self._submission, self._request, results, facts.rules, seconds)
        report.notes += facts.notes
        report.receipt = {**report.receipt, "services": facts.services}
        if self._submission.traced:
            report.receipt[REACH] = {name: checked.reached for name, checked in self._checked.items()}
        return report

    def _name_roots(self) -> None:
        """One cause stands once: what fails for the same module, or needs what failed, points to the first."""
        roots: dict[str, str] = {}
        for criterion in self._criteria:
            if checked := self._checked.get(criterion.id):
                for module in (*checked.broken, *([checked.blocked_by] if checked.blocked_by else [])):
                    roots.setdefault(module, criterion.id)
        for criterion in self._criteria:
            result = self._results.get(criterion.id)
            if result is None or result.outcome == reports.MENTOR:
                continue
            if checked := self._checked.get(criterion.id):
                root = roots.get(checked.blocked_by or "")
                if root not in (None, criterion.id):
                    result.outcome, result.passed, result.cause = reports.SKIPPED, None, None
                    result.transcript, result.skipped_for = [], root
            elif needed := self._missed_need(criterion):
                result.skipped_for = self._results[needed].skipped_for or needed


def _undecided(criterion: Criterion) -> Result:
    return Result(
        criterion.id,
        criterion.text,
        criterion.tier,
        criterion.points,
        reports.SKIPPED,
        None,
        hints=len(criterion.hints),
    )


def _lines(path: str) -> list[str]:
    """What several processes have written down, each thing once."""
    try:
        return sorted(set(Path(path).read_text(encoding="utf-8").splitlines()))
    except FileNotFoundError:
        return []  # the check has run nothing


def _report(
    submission: Submission, request: Request, results: list[Result], rules: dict[str, Any], seconds: float
) -> Report:
    exercise = submission.exercise
    return Report(
        exercise={"id": exercise.id, "title": exercise.title, "label": exercise.label, "command": exercise.command},
        submission={"name": submission.name, "digest": submission.snapshot.digest},
        seed=request.seed,
        cage=rules,
        criteria=results,
        receipt=receipt(exercise),
        seconds=seconds,
        notes=list(submission.snapshot.notes),
    )


def _asked_for(exercise: Exercise, only: frozenset[str]) -> Iterable[Criterion]:
    """The criteria asked for, with those they need; all of them if none is named."""
    if not only:
        return exercise.criteria
    wanted = set(only)
    for criterion in reversed(exercise.criteria):
        if criterion.id in wanted:
            wanted |= set(criterion.needs)
    return [criterion for criterion in exercise.criteria if criterion.id in wanted]


def _most_awaited_first(criteria: list[Criterion]) -> list[Criterion]:
    """What most others need comes first, so that nobody waits for it in the end."""
    waiting: dict[str, set[str]] = {criterion.id: set() for criterion in criteria}
    for criterion in reversed(criteria):
        for needed in criterion.needs:
            if needed in waiting:
                waiting[needed] |= {criterion.id, *waiting[criterion.id]}
    return sorted(criteria, key=lambda criterion: -len(waiting[criterion.id]))


def _evidence(submission: Submission, criterion: Criterion, result: Result) -> Result:
    """A person signs this off. The grader says only whether the file is there and what it claims to be."""
    result.outcome = reports.MENTOR
    if criterion.on_request:
        command = f"make check {submission.exercise.command} criterion={criterion.id}"
        result.cause = Cause(f"Ready for a mentor to sign off; or ask for it: {command}")
    name = criterion.evidence
    if name is None:
        return result
    content = submission.snapshot.files.get(name)
    if content is None:
        result.cause = Cause(f"There is no file {name} yet.", help=f"Add {name}, then ask a mentor to look at it.")
    elif Path(name).suffix in _IMAGE_NAMES and not content.lstrip().startswith(_IMAGES):
        result.cause = Cause(f"{name} is there, but it is not an image.", help="Save the picture again.")
    return result


def not_graded(submission: Submission, request: Request, error: Exception) -> Report:
    """The report on a submission that the grader itself failed on: nothing has passed, nothing has failed."""
    details = "".join(traceback.format_exception(error))
    cause = Cause("The grader itself failed.", actual=details)
    results = [
        Result(one.id, one.text, one.tier, one.points, reports.FAULT, None, cause=cause, hints=len(one.hints))
        for one in _asked_for(submission.exercise, request.only)
    ]
    return _report(submission, request, results, {"platform": "unknown", "enforced": [], "missing": []}, 0.0)


@functools.cache
def receipt(exercise: Exercise) -> dict[str, Any]:
    """What a verdict depends on, as digests, so that two runs can be compared."""
    return {
        "checks": _digest([exercise.path / "exercise.toml", *exercise.checks.rglob("*.py")]),
        "lock": _digest([COURSE / "requirements.lock"]),
        "engine": _engine_digest(),
        "python": platform.python_version(),
        "platform": sys.platform,
        "services": {},
    }


@functools.cache
def _engine_digest() -> str:
    """All that a verdict passes through; how it is shown, and to whom, changes nothing in it."""
    here = os.path.dirname(os.path.abspath(__file__))
    paths = [os.path.join(here, name) for name in os.listdir(here) if name.endswith(".py")]
    for part in sorted(os.listdir(here)):
        if part not in _AFTERWARDS:
            paths += glob.glob(f"{here}/{part}/**/*.py", recursive=True)
    return _digest(paths)


def _digest(paths: Iterable[str | Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(str(path) for path in paths if os.path.exists(path)):
        with open(path, "rb") as file:
            whole.update(path.removeprefix(str(COURSE)).encode() + b"\0" + file.read())
    return whole.hexdigest()[:16]
