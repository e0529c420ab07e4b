"""Grades submissions: the one way in, for every command."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import hashlib
import os
import platform
import secrets
import selectors
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from grader import report as reports
from grader.curriculum import COURSE, Criterion, Exercise
from grader.impact import REACH
from grader.report import Cause, Report, Result
from grader.services.services import Services
from grader.subject import wire
from grader.subject.launcher import Launcher
from grader.subject.scratch import Snapshot

if TYPE_CHECKING:
    from grader.plugin import Assignment, ChecksPlugin

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


OnReport = Callable[[int, Report], None]
Grade = Callable[[list[Submission], Request, OnReport | None], list[Report]]


def grade(
    submissions: list[Submission],
    request: Request | None = None,
    on_report: OnReport | None = None,
    launcher: Launcher | None = None,
) -> list[Report]:
    """Grade all submissions and return their reports in the same order."""
    if not submissions:
        return []
    exercises = list({submission.exercise.id: submission.exercise for submission in submissions}.values())
    found: list[Report] = []
    wanted = request or Request()
    with grader_for(exercises, launcher) as start:
        start(lambda run: found.extend(run(submissions, wanted, on_report)))
    return found


@contextlib.contextmanager
def grader_for(
    exercises: list[Exercise], launcher: Launcher | None = None, keep_warm: bool = False
) -> Iterator[Callable[[Callable[[Grade], None]], None]]:
    """A warm grader for some exercises, which can grade again and again.

    The zygote starts first and warms up while this process imports pytest.
    """
    services = Services(set().union(*(exercise.services for exercise in exercises)))
    zygotes = Zygotes.warmed(exercises, launcher or Launcher.start())
    try:

        def start(use: Callable[[Grade], None]) -> None:
            from grader.plugin import with_checks

            with_checks(
                exercises,
                lambda plugin: use(functools.partial(_grade_all, Room(plugin, zygotes, services), keep_warm)),
            )

        with _stopping_on_sigterm():
            yield start
    finally:
        zygotes.close()
        services.close()


class Zygotes:
    """A warm zygote for each exercise, one at a time.

    It has imported what this exercise needs and nothing that only another one needs. So a learner's program finds
    the same modules loaded and the same memory taken, whatever else is graded in the same run.
    """

    def __init__(self, exercises: list[Exercise], first: Launcher) -> None:
        self._exercises = exercises
        self._first = first
        self._own: tuple[str, Launcher] | None = None

    @classmethod
    def warmed(cls, exercises: list[Exercise], first: Launcher) -> Zygotes:
        """All of them go on from what every exercise needs."""
        shared = set.intersection(*(exercise.imports() for exercise in exercises))
        first.warm(sorted(shared), serves=all(exercise.kind == "api" for exercise in exercises))
        return cls(exercises, first)

    def of(self, exercise: Exercise) -> Launcher:
        if len(self._exercises) == 1:
            return self._first
        if self._own is None or self._own[0] != exercise.id:
            if self._own is not None:
                self._own[1].close()
            self._own = (exercise.id, self._first.fork())
            self._own[1].warm(sorted(exercise.imports()), serves=exercise.kind == "api")
        return self._own[1]

    def fork(self) -> Zygotes:
        """Others for a parallel worker."""
        return Zygotes(self._exercises, self._first.fork())

    def renewed(self) -> Zygotes:
        """New ones in the place of these, which something is wrong with."""
        self.close()
        return Zygotes.warmed(self._exercises, Launcher.start())

    def forget(self) -> None:
        """Close these ends without ending them: another process holds them too."""
        for launcher in self._all():
            launcher.forget()

    def close(self) -> None:
        for launcher in self._all():
            launcher.close()

    def _all(self) -> list[Launcher]:
        return [*([self._own[1]] if self._own else []), self._first]


@dataclasses.dataclass
class Room:
    """Where submissions are graded, one after the other: the checks, the zygotes, the services."""

    plugin: ChecksPlugin
    zygotes: Zygotes
    services: Services


def _grade_all(
    room: Room,
    keep_warm: bool,
    submissions: list[Submission],
    request: Request,
    on_report: OnReport | None,
) -> list[Report]:
    workers = min(request.workers or os.cpu_count() or 1, len(submissions))
    if workers <= 1 and not keep_warm:
        found = []
        for number, submission in enumerate(submissions):
            found.append(_grade_one(room, submission, request))
            if on_report:
                on_report(number, found[-1])
        return found
    return _grade_in_workers(room, submissions, request, on_report, max(workers, 1))


# -- one submission -------------------------------------------------------------------------------


def _grade_one(room: Room, submission: Submission, request: Request) -> Report:
    from grader.plugin import Assignment
    from grader.subject.nursery import Nursery

    started = time.perf_counter()
    exercise = submission.exercise
    tenancy = room.services.tenancy(exercise.services)
    launcher = room.zygotes.of(exercise)
    environment = dict(exercise.environment) | tenancy.environment
    nursery = Nursery(launcher, submission.snapshot, exercise.limits, submission.read, environment, tenancy.ports)
    assignment = Assignment(exercise, nursery, request.seed, tenancy)
    results: dict[str, Result] = {}
    reached: dict[str, list[str] | None] = {}
    try:
        for criterion in _asked_for(exercise, request.only):
            if submission.traced:
                launcher.reach = str(launcher.scratch_root / f"reach-{criterion.id}")
            results[criterion.id] = _judge(room.plugin, assignment, criterion, results, submission.known)
            if submission.traced:
                reached[criterion.id] = None if assignment.has_read else _lines(launcher.reach)
            if request.to_first_failure and results[criterion.id].outcome not in (reports.PASSED, reports.MENTOR):
                break
    finally:
        launcher.reach = ""
        nursery.close()
    seconds = round(time.perf_counter() - started, 4)
    report = _report(submission, request, list(results.values()), launcher.rules(), seconds)
    report.notes += tenancy.notes
    report.receipt = {**report.receipt, "services": room.services.versions(exercise.services)}
    if submission.traced:
        report.receipt[REACH] = reached
    return report


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


def _judge(
    plugin: ChecksPlugin,
    assignment: Assignment,
    criterion: Criterion,
    results: dict[str, Result],
    known: frozenset[str],
) -> Result:
    result = Result(
        criterion.id,
        criterion.text,
        criterion.tier,
        criterion.points,
        reports.SKIPPED,
        None,
        hints=len(criterion.hints),
    )
    if criterion.by_mentor:
        return _evidence(assignment.nursery.snapshot, criterion, result)
    for needed in criterion.needs:
        if needed in results and results[needed].outcome != reports.PASSED:
            result.skipped_for = results[needed].skipped_for or needed
            return result
    if criterion.id in known:
        result.outcome, result.passed = reports.PASSED, True
        return result
    assignment.has_read = False
    checks = plugin.checks[assignment.exercise.id].get(criterion.id, [])
    if not checks:
        result.outcome, result.cause = reports.FAULT, Cause("The grader itself failed.", actual="no check reported")
        return result
    for check in checks:
        before = set(assignment.nursery.unloadable)
        finding = plugin.run(check, assignment)
        assignment.has_read |= finding.has_read
        result.seconds = round(result.seconds + finding.seconds, 4)
        result.outcome, result.cause, result.transcript = finding.outcome, finding.cause, finding.transcript
        result.skipped_for = finding.reason or None
        for module in set(assignment.nursery.unloadable) - before:
            assignment.broken_by[module] = criterion.id
        if finding.outcome != reports.PASSED:
            break
    root = assignment.broken_by.get(finding.blocked_by or "")
    if root not in (None, criterion.id):
        result.outcome, result.cause, result.transcript, result.skipped_for = reports.SKIPPED, None, [], root
    result.passed = {reports.PASSED: True, reports.FAILED: False}.get(result.outcome)
    return result


def _evidence(snapshot: Snapshot, criterion: Criterion, result: Result) -> Result:
    """A person signs this off. The grader says only whether the file is there and what it claims to be."""
    result.outcome = reports.MENTOR
    name = criterion.evidence
    if name is None:
        return result
    content = snapshot.files.get(name)
    if content is None:
        result.cause = Cause(f"There is no file {name} yet.", help=f"Add {name}, then ask a mentor to look at it.")
    elif Path(name).suffix in _IMAGE_NAMES and not content.lstrip().startswith(_IMAGES):
        result.cause = Cause(f"{name} is there, but it is not an image.", help="Save the picture again.")
    return result


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
    here = Path(__file__).parent
    return _digest(path for path in here.rglob("*.py") if path.relative_to(here).parts[0] not in _AFTERWARDS)


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(path for path in paths if path.exists()):
        whole.update(str(path.relative_to(COURSE)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]


# -- many submissions -----------------------------------------------------------------------------


def _grade_in_workers(
    room: Room,
    submissions: list[Submission],
    request: Request,
    on_report: OnReport | None,
    count: int,
) -> list[Report]:
    """Fork workers from this warm process; each takes the next submission until none is left."""
    queue, feed = os.pipe()
    found: dict[int, Report] = {}
    selector = selectors.DefaultSelector()
    workers: list[int] = []
    try:
        for _ in range(count):
            ours, theirs = socket.socketpair()
            own_zygotes = room.zygotes.fork()
            pid = os.fork()
            if pid == 0:
                ours.close()
                os.close(feed)
                room.zygotes.forget()
                _work(dataclasses.replace(room, zygotes=own_zygotes), submissions, request, queue, theirs)
            own_zygotes.forget()
            theirs.close()
            workers.append(pid)
            selector.register(ours, selectors.EVENT_READ, wire.Unpacker())
        os.close(queue)
        _feed(feed, len(submissions))
        while selector.get_map():
            for key, _events in selector.select():
                for number, report in _received(selector, key):
                    found[number] = report
                    if on_report:
                        on_report(number, report)
    except BaseException:
        for pid in workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        raise
    finally:
        for key in list(selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
        for pid in workers:
            os.waitpid(pid, 0)
    missing = [submissions[number].name for number in range(len(submissions)) if number not in found]
    if missing:
        raise WorkerLost(f"a worker of the grader ended early; not graded: {', '.join(missing)}")
    return [found[number] for number in range(len(submissions))]


def _feed(pipe: int, count: int) -> None:
    """Queue the numbers of all submissions; workers each read one at a time, four bytes at once."""
    with os.fdopen(pipe, "wb") as file:
        for number in range(count):
            file.write(number.to_bytes(4, "big"))


def _received(selector: selectors.BaseSelector, key: selectors.SelectorKey) -> Iterable[tuple[int, Report]]:
    try:
        messages, _ = wire.receive(key.fileobj, key.data)  # type: ignore[arg-type]
    except wire.WireClosed:
        selector.unregister(key.fileobj)
        key.fileobj.close()  # type: ignore[union-attr]
        return
    for message in messages:
        yield message["number"], reports.from_dict(message["report"])


def _work(
    room: Room,
    submissions: list[Submission],
    request: Request,
    queue: int,
    parent: socket.socket,
) -> None:
    """Live as a worker; never returns."""
    status = 1
    try:
        while number := os.read(queue, 4):
            index = int.from_bytes(number, "big")
            try:
                report = _grade_one(room, submissions[index], request)
            except Exception as error:
                report = not_graded(submissions[index], request, error)
                # whatever was wrong with the old ones, the next submission is not to suffer
                room.zygotes = room.zygotes.renewed()
            wire.send(parent, {"number": index, "report": report.as_dict()})
        status = 0
    except (KeyboardInterrupt, SystemExit):
        status = 130
    except ConnectionError:
        status = 1  # the parent is gone, and nobody is left to be told
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        try:  # whatever else comes, a worker never goes back to where it was forked
            for end in (signal.SIGINT, signal.SIGTERM):
                signal.signal(end, signal.SIG_IGN)
            room.zygotes.close()
            with contextlib.suppress(Exception):
                room.services.leave()
            parent.close()
        finally:
            os._exit(status)


def not_graded(submission: Submission, request: Request, error: Exception) -> Report:
    """The report on a submission that the grader itself failed on: nothing has passed, nothing has failed."""
    details = "".join(traceback.format_exception(error))
    cause = Cause("The grader itself failed.", actual=details)
    results = [
        Result(one.id, one.text, one.tier, one.points, reports.FAULT, None, cause=cause, hints=len(one.hints))
        for one in _asked_for(submission.exercise, request.only)
    ]
    return _report(submission, request, results, {"platform": "unknown", "enforced": [], "missing": []}, 0.0)


class WorkerLost(RuntimeError):
    """A process of the grader has ended without a word."""


class Terminated(KeyboardInterrupt):
    """SIGTERM, on its way up like Ctrl-C."""


@contextlib.contextmanager
def _stopping_on_sigterm() -> Iterator[None]:
    """SIGTERM ends a run as Ctrl-C does: nothing is left behind."""

    def stop(_number: int, _frame: object) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
