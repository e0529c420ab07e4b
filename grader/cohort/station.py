"""A warm grader in a process of its own: it reads orders, a line each, and answers each with a report.

Where grading runs under somebody else's scheduler, forking from its threads would not be safe. This process forks.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, BinaryIO

from grader.curriculum import COURSE, curriculum
from grader.grading import Grade, grader_for
from grader.judging import Request, Submission, not_graded, receipt
from grader.report import Report, from_dict
from grader.subject.scratch import Snapshot

_SAME = ("checks", "engine", "lock", "python", "platform")


class OtherCourse(Exception):
    """The station has other checks, another engine or other packages than whoever asks."""


def order(submission: Submission, seed: int) -> dict[str, Any]:
    """A submission as plain data, with all that decides on its verdict."""
    snapshot = submission.snapshot
    return {
        "exercise": submission.exercise.id,
        "seed": seed,
        "name": submission.name,
        "files": {name: base64.b64encode(content).decode() for name, content in snapshot.files.items()},
        "links": snapshot.links,
        "notes": snapshot.notes,
        "course": {name: receipt(submission.exercise)[name] for name in _SAME},
    }


def _submission(given: dict[str, Any]) -> Submission:
    exercise = curriculum().exercise(given["exercise"])
    own = {name: receipt(exercise)[name] for name in _SAME}
    if own != given["course"]:
        differs = ", ".join(name for name in _SAME if own[name] != given["course"][name])
        raise OtherCourse(f"the course of this worker ({COURSE}) differs in: {differs}")
    files = {name: base64.b64decode(content) for name, content in given["files"].items()}
    snapshot = Snapshot(Path(given["name"]), files, given["links"], tuple(given["notes"]), given["name"])
    return Submission(exercise, snapshot, given["name"])


class Station:
    """The end that sends orders; the process ends with it."""

    def __init__(self, exercises: tuple[str, ...]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "grader.cohort.station", *exercises],
            cwd=COURSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def grade(self, given: dict[str, Any]) -> Report:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(given).encode() + b"\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the station has ended with exit status {self._process.wait()}")
        answer = json.loads(line)
        if "refused" in answer:
            raise OtherCourse(answer["refused"])
        return from_dict(answer["report"])

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def main(exercises: list[str]) -> None:
    """Answer orders until there are no more."""
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # whatever is printed here is no answer
        with grader_for([curriculum().exercise(name) for name in exercises]) as start:
            start(lambda run: _answer_all(run, answers))


def _answer_all(run: Grade, answers: BinaryIO) -> None:
    for line in sys.stdin.buffer:
        answers.write(json.dumps(_answer(run, json.loads(line))).encode() + b"\n")
        answers.flush()


def _answer(run: Grade, given: dict[str, Any]) -> dict[str, Any]:
    try:
        submission = _submission(given)
    except OtherCourse as other:
        return {"refused": str(other)}
    request = Request(given["seed"], workers=1)
    try:
        return {"report": run([submission], request, None)[0].as_dict()}
    except Exception as error:
        traceback.print_exc()
        return {"report": not_graded(submission, request, error).as_dict()}


if __name__ == "__main__":
    main(sys.argv[1:])
