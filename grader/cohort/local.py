"""Grading on this machine."""

from __future__ import annotations

from grader.cohort.run import OnReport
from grader.grading import Grade
from grader.judging import Request, Submission, not_graded
from grader.report import Report
from grader.workers import WorkerLost


class ThisMachine:
    """Workers forked from one warm process."""

    def __init__(self, run: Grade, workers: int | None = None) -> None:
        self._run = run
        self._workers = workers

    def grade(self, submissions: list[Submission], seed: int, on_report: OnReport) -> None:
        done: set[int] = set()

        def note(number: int, report: Report) -> None:
            done.add(number)
            on_report(number, report)

        request = Request(seed, workers=self._workers)
        try:
            self._run(submissions, request, note)
        except WorkerLost:  # the others of its portion are not to suffer: each again, alone
            for number, submission in enumerate(submissions):
                if number not in done:
                    on_report(number, self._alone(submission, request))

    def _alone(self, submission: Submission, request: Request) -> Report:
        try:
            return self._run([submission], request, None)[0]
        except WorkerLost as error:
            return not_graded(submission, request, error)
