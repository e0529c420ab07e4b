"""Grades submissions: the one way in, for every command."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
from collections.abc import Callable, Iterator

from grader.curriculum import Exercise
from grader.judging import Request, Submission, judge
from grader.report import Report
from grader.room import Room
from grader.services.services import Services
from grader.subject.launcher import Launcher
from grader.workers import grade_many, grade_together
from grader.zygotes import Zygotes

_CREW = 4  # processes for a single submission
_WORTH_A_CREW = 12  # checks

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


def _grade_all(
    room: Room,
    keep_warm: bool,
    submissions: list[Submission],
    request: Request,
    on_report: OnReport | None,
) -> list[Report]:
    most = request.workers or os.cpu_count() or 1
    if len(submissions) == 1 and min(most, _CREW) > 1 and _can_be_shared(room, submissions[0], request):
        # who waits for a service leaves a core to somebody else
        crew = most + 1 if submissions[0].exercise.services and not request.workers else most
        found = [grade_together(room, submissions[0], request, min(crew, _CREW))]
        if on_report:
            on_report(0, found[0])
        return found
    workers = min(most, len(submissions))
    if workers <= 1 and not keep_warm:
        found = []
        for number, submission in enumerate(submissions):
            found.append(judge(room, submission, request))
            if on_report:
                on_report(number, found[-1])
        return found
    return grade_many(room, submissions, request, on_report, max(workers, 1))


def _can_be_shared(room: Room, submission: Submission, request: Request) -> bool:
    """Whether there is so much to check that several processes are sooner ready than one."""
    if request.to_first_failure or submission.traced or submission.known:
        return False
    checks = room.plugin.checks[submission.exercise.id]
    names = request.only or checks
    return sum(len(checks.get(name, [])) for name in names) >= _WORTH_A_CREW


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
