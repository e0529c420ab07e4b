"""Faults of the grader and of checks are never the learner's, and come with what is needed to mend them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from graded import exercise_of, handed_in, outcomes, outside_the_course, result_of

from grader.grading import grade
from grader.judging import Request
from grader.report import FAULT, PASSED, Report
from grader.tomlfile import BadFile
from grader.verdict import GraderFault

__all__ = ["outside_the_course"]

_FAULTY_CHECKS = """
    import pytest

    @pytest.fixture
    def broken():
        raise KeyError("of the check")

    @pytest.mark.criterion("misspelled")
    def test_a_name_is_misspelled(subject):
        assert subject.module("greeting").count() == undefined_name

    @pytest.mark.criterion("unsendable")
    def test_a_function_is_sent(subject):
        subject.module("greeting").greet(lambda: 1)

    @pytest.mark.criterion("without-fixture")
    def test_a_fixture_is_misspelled(subject, subjetc):
        assert subject.module("greeting").greet("A") == "Hello A"

    @pytest.mark.criterion("fine")
    def test_all_is_well(subject):
        assert subject.module("greeting").greet("A") == "Hello A"
"""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Report:
    criteria: dict[str, dict[str, Any]] = {
        name: {} for name in ("misspelled", "unsendable", "unchecked", "without-fixture", "fine")
    }
    exercise = exercise_of(tmp_path_factory.mktemp("course"), _FAULTY_CHECKS, criteria, "lab-faulty")
    (report,) = grade(handed_in(exercise, "good"), Request(workers=1))
    return report


def test_a_fault_of_a_check_is_not_the_learners(faulty: Report) -> None:
    assert outcomes(faulty) == {
        "misspelled": FAULT,
        "unsendable": FAULT,
        "unchecked": FAULT,
        "without-fixture": FAULT,
        "fine": PASSED,
    }
    assert faulty.has_fault
    assert not faulty.holds("core")
    assert all(result.passed is None for result in faulty.criteria if result.outcome == FAULT)


@pytest.mark.parametrize(
    "criterion, part",
    [
        ("misspelled", "NameError: name 'undefined_name' is not defined"),
        ("unsendable", "a check cannot send a function"),
        ("unchecked", "no check reported"),
        ("without-fixture", "subjetc"),
    ],
)
def test_a_fault_comes_with_what_is_needed_to_mend_it(faulty: Report, criterion: str, part: str) -> None:
    cause = result_of(faulty, criterion).cause
    assert cause is not None
    assert cause.rationale == "The grader itself failed."
    assert part in (cause.actual or "")


@pytest.mark.parametrize(
    "checks, problem, sentence",
    [
        ("def test_x(subject):\n    pass\n", BadFile, "test_x names no criterion"),
        (
            "import pytest\n\n@pytest.mark.criterion('workz')\ndef test_x():\n    pass\n",
            BadFile,
            "names 'workz', which exercise.toml does not have",
        ),
        ("def test_x(:\n", GraderFault, "cannot be loaded"),
        ("import nothing_like_this\n", GraderFault, "nothing_like_this"),
    ],
    ids=["no mark", "unknown mark", "no Python", "missing import"],
)
def test_checks_that_cannot_be_used_grade_nobody(
    tmp_path: Path, checks: str, problem: type[Exception], sentence: str
) -> None:
    exercise = exercise_of(tmp_path, checks, {"works": {}})
    with pytest.raises(problem, match=sentence):
        grade(handed_in(exercise, "good"), Request(workers=1))
