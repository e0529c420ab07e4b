"""A cohort on the workers of a scheduler: one of them is killed in the middle, and nothing is lost or changed."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.cohort.store import Results
from grader.curriculum import COURSE

pytest.importorskip("distributed", reason="needs Dask: make cluster")

_MANY = 300


@contextlib.contextmanager
def process(*command: str) -> Iterator[subprocess.Popen[str]]:
    """A process group that ends with the test."""
    started = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=COURSE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield started
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        assert started.stdout is not None
        started.stdout.close()


def line_with(started: subprocess.Popen[str], pattern: str) -> re.Match[str]:
    assert started.stdout is not None
    said = []
    for line in started.stdout:
        said.append(line)
        if found := re.search(pattern, line):
            return found
    raise AssertionError(f"no {pattern!r} in:\n{''.join(said)}")


@pytest.fixture
def scheduler() -> Iterator[str]:
    with process("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard") as started:
        yield line_with(started, r"Scheduler at:\s+(tcp://\S+)")[1]


@contextlib.contextmanager
def worker(scheduler: str) -> Iterator[subprocess.Popen[str]]:
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"]
    with process("distributed.cli.dask_worker", scheduler, *options) as started:
        line_with(started, r"Registered to")
        yield started


def verdicts(results: Path) -> dict[str, Any]:
    """All that was found, but for times."""
    found = {}
    for learner in Results(results).learners():
        graded = Results(results).latest(learner.id, "day03")
        assert graded is not None
        assert graded.report is not None
        report = graded.report.as_dict()
        del report["seconds"]
        for result in report["criteria"]:
            del result["seconds"]
        found[learner.id] = {"key": graded.key, "report": report}
    return found


def grade(learners: Path, results: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "grader", "cohort", "grade", str(learners), "3", "--results", str(results), *more]
    return subprocess.Popen(command, cwd=COURSE, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_killed_worker_loses_nothing(tmp_path: Path, hand_in: Callable[..., Path], scheduler: str) -> None:
    for number in range(_MANY):
        hand_in(f"learner-{number:03}", part="starter" if number % 3 else "solution")
    learners = tmp_path / "learners"
    with worker(scheduler) as first, worker(scheduler), worker(scheduler):
        running = grade(learners, tmp_path / "there", "--on", scheduler)
        assert running.stderr is not None
        for line in running.stderr:
            if "20 %" in line:
                os.killpg(first.pid, signal.SIGKILL)
                break
        out, said = running.communicate(timeout=300)
    assert running.returncode == 0, said + out
    assert f"{_MANY} graded" in out
    here = grade(learners, tmp_path / "here")
    assert here.communicate(timeout=300)[0]
    assert json.dumps(verdicts(tmp_path / "there"), sort_keys=True) == json.dumps(
        verdicts(tmp_path / "here"), sort_keys=True
    )
    there = Results(tmp_path / "there")
    assert [len(list(there.history(learner.id, "day03"))) for learner in there.learners()] == [1] * _MANY


def test_a_scheduler_without_workers_and_none_at_all(tmp_path: Path, hand_in, scheduler: str) -> None:
    hand_in("Amina")
    running = grade(tmp_path / "learners", tmp_path / "results", "--on", scheduler)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 2
    assert "has no workers" in said
