"""What has come of a pull request, as data: what was graded, what was not and why, and the exit status."""

from __future__ import annotations

import dataclasses
from typing import Any

from grader.pullrequest.git import Commit
from grader.pullrequest.touched import Trouble
from grader.report import Report

FORMAT = "journey/pull-request/v1"
HOLDS, DOES_NOT_HOLD, GRADER_FAILED = 0, 1, 3
_FEW = 10


@dataclasses.dataclass(frozen=True)
class Verdict:
    """One pull request, graded."""

    base: Commit
    head: Commit
    merge_base: str
    exercises: list[str]  # as people call them
    troubles: list[Trouble]
    course: list[str]
    uncommitted: list[str]
    reports: list[Report] = dataclasses.field(default_factory=list)

    @property
    def status(self) -> int:
        if any(report.has_fault for report in self.reports):
            return GRADER_FAILED
        return DOES_NOT_HOLD if self._falling_short or self._left_out else HOLDS

    @property
    def _falling_short(self) -> list[str]:
        return [report.exercise["label"] for report in self.reports if not report.holds("core", "full")]

    @property
    def _left_out(self) -> list[str]:
        return [trouble.path for trouble in self.troubles if trouble.was_meant]

    def headline(self) -> str:
        what = _few(self.exercises) if self.exercises else "no exercise"
        return f"{self.head} touches {what}. Graded with the grader and the checks of {self.base}."

    def about_course(self) -> str:
        """Said loudly, because whoever merges this also merges that."""
        if not self.course:
            return ""
        where = f"{_many('file', len(self.course))}: {_few(self.course)}"
        return (
            f"THE COURSE ITSELF IS CHANGED by this pull request, in {where}. "
            f"None of it took part in this verdict, which comes from the files of {self.base}. "
            "Read these changes before you merge."
        )

    def about_uncommitted(self) -> str:
        if not self.uncommitted:
            return ""
        return (
            f"What is not committed is not graded: {_few(self.uncommitted)}. "
            'To add what you have now: git add backend_journey && git commit -m "My work"'
        )

    def conclusion(self) -> str:
        if self.status == GRADER_FAILED:
            return "The grader itself failed. The work is not at fault; this is no verdict."
        left_out = f" Not graded, but meant to be: {_few(self._left_out)}." if self._left_out else ""
        if not self.reports:
            return left_out.strip() or "No exercise is touched: there is nothing to grade."
        if not self._falling_short:
            return f"All of core and full holds in {_many('exercise', len(self.reports))}.{left_out}"
        if len(self.reports) == 1:
            return f"Not all of core and full holds yet in {self._falling_short[0]}.{left_out}"
        short = f"{len(self._falling_short)} of {len(self.reports)} exercises: {_few(self._falling_short)}"
        return f"Not all of core and full holds yet in {short}.{left_out}"

    def as_dict(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "base": self.base._asdict(),
            "head": self.head._asdict(),
            "merge_base": self.merge_base,
            "status": self.status,
            "graded": [report.exercise["id"] for report in self.reports],
            "not_graded": [dataclasses.asdict(trouble) for trouble in self.troubles],
            "course_changed": self.course,
        }


def _many(what: str, count: int) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _few(paths: list[str]) -> str:
    """Some of the paths, each of a bounded length. Whoever shows them disarms what is in them."""
    shown = [f"{path[:50]} … {path[-40:]}" if len(path) > 100 else path for path in paths[:_FEW]]
    return ", ".join(shown) + (f" and {len(paths) - _FEW} more" if len(paths) > _FEW else "")
