"""Grading on other machines: Dask hands the submissions out, and does a lost worker's work again on another."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Iterable
from typing import Any

from grader.cohort.run import OnReport
from grader.cohort.station import OtherCourse, Station, order
from grader.curriculum import Exercise
from grader.judging import Request, Submission, not_graded
from grader.report import Report, from_dict
from grader.subject.scratch import Unusable

_TRIES = 5
_SECONDS = 15  # to reach the scheduler
_stations: dict[tuple[str, ...], Station] = {}
_one_at_a_time = threading.Lock()


class Cluster:
    """The workers of one scheduler."""

    def __init__(self, address: str, exercises: Iterable[Exercise]) -> None:
        try:
            self._dask: Any = importlib.import_module("distributed")  # installed only where it is used
        except ImportError:
            raise Unusable("Grading on other machines needs Dask. Install it: make cluster") from None
        self._exercises = tuple(exercise.id for exercise in exercises)
        try:
            self._client = self._dask.Client(address, timeout=_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            raise Unusable(
                f"No scheduler answers at {address} ({error}). Start one with: .venv/bin/dask scheduler"
            ) from None
        if not self._client.scheduler_info()["workers"]:
            self.close()
            raise Unusable(f"The scheduler at {address} has no workers. Start some: .venv/bin/dask worker {address}")

    def grade(self, submissions: list[Submission], seed: int, on_report: OnReport) -> None:
        asked = {
            self._client.submit(
                grade_here, self._exercises, order(submission, seed), pure=False, retries=_TRIES
            ): number
            for number, submission in enumerate(submissions)
        }
        for future in self._dask.as_completed(asked):
            number = asked[future]
            try:
                report = from_dict(future.result())
            except OtherCourse as other:
                raise Unusable(f"A worker cannot grade this: {other}. Bring it to the same commit.") from None
            except (self._dask.KilledWorker, RuntimeError, OSError) as error:
                report = not_graded(submissions[number], Request(seed), error)
            on_report(number, report)
            future.release()

    def close(self) -> None:
        self._client.close()


def grade_here(exercises: tuple[str, ...], given: dict[str, Any]) -> dict[str, Any]:
    """What a worker does: hand the order to its own warm station. A station that is lost is replaced."""
    with _one_at_a_time:
        station = _stations.get(exercises)
        if station is None:
            while _stations:  # a worker keeps one warm grader, not one for each run that it has seen
                _stations.popitem()[1].close()
            station = _stations[exercises] = Station(exercises)
        try:
            report: Report = station.grade(given)
        except (RuntimeError, OSError):
            del _stations[exercises]
            raise
        return report.as_dict()
