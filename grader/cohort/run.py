"""Grades a cohort: only what has changed, each result kept as soon as it is there."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterator
from typing import Protocol

from grader.cohort.roster import Learner
from grader.cohort.sources import Work
from grader.cohort.store import Change, Graded, Results, changes, key_of, now
from grader.curriculum import Exercise
from grader.judging import Submission, receipt
from grader.report import Report
from grader.subject.scratch import Snapshot, Unusable

OnReport = Callable[[int, Report], None]
AT_ONCE = 100  # submissions in memory at a time


class Place(Protocol):
    """Where submissions are graded: on this machine, or on others."""

    def grade(self, submissions: list[Submission], seed: int, on_report: OnReport) -> None:
        """Grade them all and hand over each report when it is there."""


@dataclasses.dataclass(frozen=True)
class Job:
    """One exercise of one learner that is to be graded."""

    learner: Learner
    exercise: Exercise
    work: Work


@dataclasses.dataclass
class Tally:
    """What has come of a run."""

    graded: int = 0
    unchanged: int = 0
    problems: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)  # learner -> what -> sentence
    faults: int = 0
    changes: list[Change] = dataclasses.field(default_factory=list)


class Cohort:
    """One run over a cohort."""

    def __init__(self, results: Results, seed: int | None = None) -> None:
        self.results = results
        self.tally = Tally()
        self._seed = seed
        self._began = now()

    def plan(self, works: list[tuple[Learner, Work]], exercises: list[Exercise]) -> list[Job]:
        """What is to be graded: all that was begun and is not up to date."""
        jobs = []
        for exercise in exercises:
            for learner, work in works:
                job = Job(learner, exercise, work)
                snapshot = self._take(job)
                if snapshot is None:
                    continue
                key = key_of(snapshot.digest, receipt(exercise), self.seed(exercise))
                if self.results.is_current(learner.id, exercise.id, key):
                    self.tally.unchanged += 1
                else:
                    jobs.append(job)
        return jobs

    def seed(self, exercise: Exercise) -> int:
        """The same inputs for everybody, and in every run, as long as the checks are the same."""
        if self._seed is not None:
            return self._seed
        text = f"{exercise.id} {receipt(exercise)['checks']}"
        return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 1_000_000

    def grade(self, jobs: list[Job], place: Place, on_graded: Callable[[Job, Graded], None]) -> None:
        """Grade the jobs of a plan; what is done stays done, whatever comes."""
        try:
            for some in _portions(jobs):
                self._grade(some, place, on_graded)
        finally:
            self.results.note(self._began, self.tally.changes, self.tally.problems)

    def _grade(self, jobs: list[Job], place: Place, on_graded: Callable[[Job, Graded], None]) -> None:
        wanted = [(job, snapshot) for job in jobs if (snapshot := self._take(job)) is not None]

        def keep(number: int, report: Report) -> None:
            on_graded(wanted[number][0], self._kept(wanted[number][0], report))

        submissions = [Submission(job.exercise, snapshot, job.exercise.folder) for job, snapshot in wanted]
        place.grade(submissions, self.seed(jobs[0].exercise), keep)

    def _kept(self, job: Job, report: Report) -> Graded:
        key = key_of(report.submission["digest"], report.receipt, report.seed)
        before = self.results.latest(job.learner.id, job.exercise.id)
        if report.has_fault:
            self.tally.faults += 1
            key["fault"] = True  # so it is never up to date, and the next run tries again
        graded = Graded(job.learner.id, job.exercise.id, now(), key, report)
        if report.has_fault and before is not None:
            return graded  # a fault of the grader takes no verdict away
        self.results.keep(graded)
        self.tally.graded += 1
        self.tally.changes += changes(before, graded)
        return graded

    def _take(self, job: Job) -> Snapshot | None:
        try:
            snapshot = job.work.snapshot(job.exercise)
        except Unusable as problem:
            self.tally.problems.setdefault(job.learner.id, {})[job.exercise.label] = str(problem)
            return None
        return snapshot


def _portions(jobs: list[Job]) -> Iterator[list[Job]]:
    """Some jobs of one exercise at a time."""
    portion: list[Job] = []
    for job in jobs:
        if portion and (len(portion) == AT_ONCE or job.exercise is not portion[0].exercise):
            yield portion
            portion = []
        portion.append(job)
    if portion:
        yield portion
