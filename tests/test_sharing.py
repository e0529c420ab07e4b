"""Several processes that share one submission find what one finds, and none of them is lost unnoticed."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest
from graded import WORK, greeting, handed_in, outcomes, outside_the_course, reports, without_times

from grader import grading, judging
from grader.curriculum import Criterion, Exercise
from grader.grading import grade
from grader.judging import Request
from grader.report import FAILED, PASSED, SKIPPED, Report
from grader.workers import WorkerFailed, WorkerLost

__all__ = ["greeting", "outside_the_course", "reports"]


@pytest.fixture
def crew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several processes share a single submission, however little there is to do."""
    monkeypatch.setattr(grading, "_WORTH_A_CREW", 1)
    monkeypatch.setattr(grading.os, "cpu_count", lambda: 3)


@pytest.mark.parametrize("name", WORK)
def test_those_who_share_a_submission_find_the_same_as_one(
    name: str, crew: None, reports: dict[str, Report], greeting: Exercise
) -> None:
    (found,) = grade(handed_in(greeting, name), Request(seed=7))
    assert without_times(found) == without_times(reports[name])


def test_those_who_share_a_submission_check_what_is_asked_for(crew: None, greeting: Exercise) -> None:
    (found,) = grade(handed_in(greeting, "wrong"), Request(seed=7, only=frozenset({"greets-all"})))
    assert outcomes(found) == {"loads": PASSED, "greets": FAILED, "greets-all": SKIPPED}


def test_one_of_several_who_ends_early_is_noticed(crew: None, greeting: Exercise, monkeypatch: Any) -> None:
    def check(_hearing: judging.Hearing, criterion: Criterion) -> judging.Checked:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError(criterion)

    monkeypatch.setattr(judging.Hearing, "check", check)
    with pytest.raises(WorkerLost):
        grade(handed_in(greeting, "good"), Request(seed=7))


def test_an_error_of_one_of_several_is_told_by_all(crew: None, greeting: Exercise, monkeypatch: Any) -> None:
    def check(_hearing: judging.Hearing, criterion: Criterion) -> judging.Checked:
        raise RuntimeError(f"no way to check {criterion.id}")

    monkeypatch.setattr(judging.Hearing, "check", check)
    with pytest.raises(WorkerFailed, match=r"no way to check \w+"):
        grade(handed_in(greeting, "good"), Request(seed=7))
