"""What the tests of grading share: an exercise of their own, work handed in for it, and what reports say of it."""

from __future__ import annotations

import dataclasses
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from subject.conftest import snapshot_of

from grader import judging
from grader.curriculum import Exercise, read_exercise
from grader.grading import grade
from grader.judging import Request, Submission
from grader.report import Report, Result

_TOML = """
title = "Greetings"
kind = "library"
limits = { seconds = 2 }
"""
_GREETING_CHECKS = """
    import asyncio

    import pytest

    @pytest.fixture
    def greeting(subject):
        return subject.module("greeting")

    @pytest.mark.criterion("loads")
    def test_it_loads(greeting):
        assert greeting.greet

    @pytest.mark.criterion("greets")
    def test_a_guest_is_greeted(greeting, rng):
        name = rng.choice(["Amina", "Boris", "Chen"]) + str(rng.randrange(10**6))
        assert greeting.greet(name) == f"Hello {name}"

    @pytest.mark.criterion("greets-all")
    def test_all_are_greeted(greeting):
        assert greeting.greet_all(["A", "B"]) == ["Hello A", "Hello B"]

    @pytest.mark.criterion("greets-all")
    def test_nobody_is_greeted(greeting):
        assert greeting.greet_all([]) == []

    @pytest.mark.criterion("greets-loudly")
    def test_they_are_greeted_loudly(greeting):
        assert greeting.greet_all(["A"], loud=True) == ["HELLO A"]

    @pytest.mark.criterion("counts")
    def test_greetings_are_counted(greeting):
        greeting.greet("A")
        assert greeting.count() == 1

    @pytest.mark.criterion("counts")
    def test_greetings_are_counted_from_zero(greeting):
        assert greeting.count() == 0

    @pytest.mark.criterion("awaited")
    async def test_a_check_may_be_asynchronous(greeting):
        await asyncio.sleep(0)
        assert greeting.greet("A") == "Hello A"

    @pytest.mark.criterion("sometimes")
    def test_what_is_there_only_sometimes(subject):
        if not subject.exists("extra.txt"):
            pytest.skip("there is no extra.txt")
"""
CRITERIA: dict[str, dict[str, Any]] = {
    "loads": {"tier": "core"},
    "greets": {"tier": "core", "needs": ["loads"]},
    "greets-all": {"tier": "full", "points": 2, "needs": ["greets"]},
    "greets-loudly": {"tier": "full", "needs": ["greets-all"]},
    "counts": {"tier": "full"},
    "awaited": {"tier": "stretch"},
    "sometimes": {"tier": "stretch"},
    "picture": {"tier": "full", "by": "mentor", "evidence": "picture.png"},
}
_GOOD = """
    made = 0

    def greet(name):
        global made
        made += 1
        return f"Hello {name}"

    def greet_all(names, loud=False):
        return [greet(name).upper() if loud else greet(name) for name in names]

    def count():
        return made
"""
WORK: dict[str, dict[str, str]] = {
    "good": {"greeting.py": _GOOD, "extra.txt": "", "picture.png": "\x89PNG\r\n"},
    "wrong": {"greeting.py": _GOOD.replace('return f"Hello', 'return f"Bye')},
    "broken": {"greeting.py": "def greet(:\n"},
    "empty": {},
    "hangs": {"greeting.py": _GOOD.replace("return made", "while True: pass")},
    "leaves": {"greeting.py": _GOOD.replace("return made", "import os; os._exit(0)")},
    "slips": {"greeting.py": _GOOD.replace("if loud", "if lowd")},
    "forgets": {"greeting.py": _GOOD.replace("    made += 1", "    made = 5")},
    "none": {"greeting.py": _GOOD.replace("return [", "[")},
    "picture": {"greeting.py": _GOOD, "picture.png": "no picture"},
}


@pytest.fixture(scope="module", autouse=True)
def outside_the_course() -> Iterator[None]:
    """Receipts are of exercises of the course; and what a run of pytest sets must not stay."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "receipt", lambda exercise: {"engine": "e", "checks": exercise.id})
        for name in ("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_ADDOPTS"):
            patch.delenv(name, raising=False)
        yield


def exercise_of(root: Path, checks: str, criteria: dict[str, dict[str, Any]], name: str = "lab-greeting") -> Exercise:
    folder = root / "weeks" / "week01" / name
    (folder / "checks").mkdir(parents=True)
    (folder / "checks" / "test_greeting.py").write_text(textwrap.dedent(checks))
    toml = _TOML
    for criterion, parts in criteria.items():
        lines = {"id": criterion, "text": f"It {criterion}", "roadmap": ["a/b"], "tier": "core", **parts}
        toml += "\n[[criteria]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in lines.items())
    (folder / "exercise.toml").write_text(toml)
    return read_exercise(folder)


@pytest.fixture(scope="module")
def greeting(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    return exercise_of(tmp_path_factory.mktemp("course"), _GREETING_CHECKS, CRITERIA)


def handed_in(exercise: Exercise, *names: str) -> list[Submission]:
    return [Submission(exercise, snapshot_of(WORK[name]), name) for name in names]


@pytest.fixture(scope="module")
def reports(greeting: Exercise) -> dict[str, Report]:
    """Everything that is handed in, graded by two workers."""
    found = grade(handed_in(greeting, *WORK), Request(seed=7, workers=2))
    return {report.submission["name"]: report for report in found}


def result_of(report: Report, criterion: str) -> Result:
    return next(result for result in report.criteria if result.id == criterion)


def outcomes(report: Report) -> dict[str, str]:
    return {result.id: result.outcome for result in report.criteria}


def without_times(report: Report) -> dict[str, Any]:
    results = [dataclasses.replace(result, seconds=0.0) for result in report.criteria]
    return dataclasses.replace(report, seconds=0.0, criteria=results).as_dict()
