"""Grading, from files handed in to reports: over an exercise of the tests' own."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from graded import (
    CRITERIA,
    WORK,
    exercise_of,
    greeting,
    handed_in,
    outcomes,
    outside_the_course,
    reports,
    result_of,
    without_times,
)
from subject.conftest import snapshot_of

from grader import grading
from grader.curriculum import Exercise
from grader.grading import grade, grader_for
from grader.judging import Request, Submission
from grader.report import FAILED, MENTOR, PASSED, SKIPPED, Report, Result

__all__ = ["greeting", "outside_the_course", "reports"]


# -- verdicts -------------------------------------------------------------------------------------


def test_good_work_passes_in_full(reports: dict[str, Report]) -> None:
    report = reports["good"]
    assert outcomes(report) == {**dict.fromkeys(CRITERIA, PASSED), "picture": MENTOR}
    assert [report.points(tier) for tier in ("core", "full", "stretch")] == [(2, 2), (4, 4), (2, 2)]
    assert report.holds("core", "full", "stretch")


def test_a_wrong_answer_fails_with_what_was_expected_and_what_came(reports: dict[str, Report]) -> None:
    result = result_of(reports["wrong"], "greets")
    assert (result.outcome, result.passed) == (FAILED, False)
    assert result.cause is not None
    name = (result.cause.expected or "").removeprefix("'Hello ").removesuffix("'")
    assert result.cause.actual == f"'Bye {name}'"
    assert result.cause.where == {"file": "greeting.py", "line": 4, "text": "def greet(name):"}
    assert [line["text"] for line in result.transcript] == [
        ">>> from greeting import greet",
        f'>>> greet("{name}")',
        f"'Bye {name}'",
    ]


def test_what_needs_a_failure_is_skipped_for_its_root(reports: dict[str, Report]) -> None:
    report = reports["wrong"]
    assert outcomes(report)["loads"] == PASSED
    for criterion in ("greets-all", "greets-loudly"):
        result = result_of(report, criterion)
        assert (result.outcome, result.passed, result.skipped_for) == (SKIPPED, None, "greets")
        assert result.cause is None
    assert outcomes(report)["counts"] == PASSED
    assert outcomes(report)["awaited"] == FAILED


def test_a_file_that_cannot_be_loaded_is_told_once(reports: dict[str, Report]) -> None:
    report = reports["broken"]
    first = result_of(report, "loads")
    assert first.cause is not None
    assert first.cause.rationale.startswith("Your code raised SyntaxError")
    assert first.cause.where == {"file": "greeting.py", "line": 1, "text": "def greet(:"}
    others = [result_of(report, name) for name in ("greets", "greets-all", "greets-loudly", "counts", "awaited")]
    assert [(result.outcome, result.skipped_for) for result in others] == [(SKIPPED, "loads")] * 5


def test_nothing_handed_in_earns_nothing(reports: dict[str, Report]) -> None:
    report = reports["empty"]
    assert [report.points(tier)[0] for tier in ("core", "full", "stretch")] == [0, 0, 0]
    first = result_of(report, "loads")
    assert first.cause is not None
    assert first.cause.rationale == "There is no file greeting.py in name."


@pytest.mark.parametrize(
    "name, sentence",
    [("hangs", "Your program gave no answer within 2 seconds."), ("leaves", "Your program ended itself")],
)
def test_a_program_that_gives_no_answer_fails_one_criterion_and_no_other(
    reports: dict[str, Report], name: str, sentence: str
) -> None:
    report = reports[name]
    assert [result.id for result in report.criteria if result.outcome == FAILED] == ["counts"]
    cause = result_of(report, "counts").cause
    assert cause is not None
    assert cause.rationale.startswith(sentence)


def test_an_exception_fails_with_the_learners_line(reports: dict[str, Report]) -> None:
    cause = result_of(reports["slips"], "greets-all").cause
    assert cause is not None
    assert cause.rationale == "Your code raised NameError: name 'lowd' is not defined"
    assert cause.where is not None
    assert "if lowd" in cause.where["text"]


def test_an_answer_of_the_wrong_kind_is_the_learners(reports: dict[str, Report]) -> None:
    result = result_of(reports["none"], "greets-all")
    assert (result.outcome, result.cause and result.cause.actual) == (FAILED, "None")


def test_every_check_of_a_criterion_must_pass(reports: dict[str, Report]) -> None:
    assert outcomes(reports["good"])["counts"] == PASSED
    result = result_of(reports["forgets"], "counts")
    assert (result.outcome, result.cause and result.cause.actual) == (FAILED, "5")


def test_a_skipped_check_is_no_pass(reports: dict[str, Report]) -> None:
    result = result_of(reports["wrong"], "sometimes")
    assert (result.outcome, result.passed, result.skipped_for) == (SKIPPED, None, "there is no extra.txt")


@pytest.mark.parametrize(
    "name, note",
    [("wrong", "There is no file picture.png yet."), ("picture", "picture.png is there, but it is not an image.")],
)
def test_what_a_person_signs_off_is_only_looked_for(reports: dict[str, Report], name: str, note: str) -> None:
    result = result_of(reports[name], "picture")
    assert (result.outcome, result.passed, result.cause and result.cause.rationale) == (MENTOR, None, note)


@pytest.mark.parametrize(
    "content, is_image", [(b"\x89PNG\r\n\x1a\nrest", True), (b"\xff\xd8\xffrest", True), (b"", False), (b"PNG", False)]
)
def test_an_image_is_known_by_its_beginning(tmp_path: Path, content: bytes, is_image: bool) -> None:
    exercise = exercise_of(tmp_path, "", {"picture": {"by": "mentor", "evidence": "picture.png"}})
    snapshot = dataclasses.replace(snapshot_of({}), files={"picture.png": content})
    (report,) = grade([Submission(exercise, snapshot, "x")], Request(workers=1))
    assert (result_of(report, "picture").cause is None) is is_image


def test_a_report_says_what_was_graded_and_how(reports: dict[str, Report], greeting: Exercise) -> None:
    report = reports["good"]
    assert report.exercise == {
        "id": "lab-greeting",
        "title": "Greetings",
        "label": "lab-greeting",
        "command": "lab=greeting",
    }
    assert report.submission == {"name": "good", "digest": snapshot_of(WORK["good"]).digest}
    assert report.seed == 7
    assert {"platform", "enforced", "missing"} <= set(report.cage)
    assert report.receipt["checks"] == greeting.id
    assert report.seconds > 0


# -- order, workers and seeds ---------------------------------------------------------------------


def test_reports_come_in_the_order_of_what_was_handed_in(reports: dict[str, Report], greeting: Exercise) -> None:
    assert list(reports) == list(WORK)
    names = ["wrong", "good", "broken", "good"]
    told: dict[int, str] = {}
    found = grade(
        handed_in(greeting, *names),
        Request(workers=2, only=frozenset({"loads"})),
        lambda number, report: told.__setitem__(number, report.submission["name"]),
    )
    assert [report.submission["name"] for report in found] == names
    assert [told[number] for number in sorted(told)] == names


def test_one_worker_finds_the_same_as_two(reports: dict[str, Report], greeting: Exercise) -> None:
    names = [name for name in WORK if name != "hangs"]
    found = grade(handed_in(greeting, *names), Request(seed=7, workers=1))
    assert [without_times(report) for report in found] == [without_times(reports[name]) for name in names]


def _names_asked(report: Report) -> list[str]:
    return [line["text"] for line in result_of(report, "greets").transcript if line["kind"] == "in"]


def test_the_same_seed_asks_the_same_and_another_something_else(greeting: Exercise) -> None:
    asked: dict[int, list[list[str]]] = {7: [], 8: []}

    def use(run: grading.Grade) -> None:
        for seed in (7, 8, 7):
            for report in run(handed_in(greeting, "good", "wrong"), Request(seed=seed, workers=1), None):
                asked[seed].append(_names_asked(report))

    with grader_for([greeting]) as start:
        start(use)
    assert len(asked[7]) == 4
    assert all(lines == asked[7][0] for lines in asked[7])
    assert asked[8][0] == asked[8][1] != asked[7][0]


def test_inputs_do_not_depend_on_what_else_is_checked(reports: dict[str, Report], greeting: Exercise) -> None:
    (report,) = grade(handed_in(greeting, "good"), Request(seed=7, only=frozenset({"greets"})))
    assert _names_asked(report) == _names_asked(reports["good"])


def test_a_grader_that_is_kept_warm_grades_again_and_again(reports: dict[str, Report], greeting: Exercise) -> None:
    found: list[Report] = []

    def use(run: grading.Grade) -> None:
        for name in ("good", "wrong", "good"):
            found.extend(run(handed_in(greeting, name), Request(seed=7), None))

    with grader_for([greeting], keep_warm=True) as start:
        start(use)
    expected = [reports[name] for name in ("good", "wrong", "good")]
    assert [without_times(report) for report in found] == [without_times(report) for report in expected]


def test_a_seed_is_chosen_where_none_is_given() -> None:
    assert len({Request().seed for _ in range(20)}) > 1


def test_nothing_to_grade_needs_no_grader() -> None:
    assert grade([]) == []


def test_several_exercises_are_graded_in_one_run(tmp_path: Path) -> None:
    checks = """
        import pytest

        @pytest.mark.criterion("works")
        def test_it_works(subject):
            assert subject.module("greeting").{name} == 1
    """
    exercises = [
        exercise_of(tmp_path, checks.replace("{name}", name), {"works": {}}, f"lab-{name}") for name in ("one", "two")
    ]
    files = snapshot_of({"greeting.py": "one = 1\ntwo = 2\n"})
    found = grade([Submission(exercise, files, "x") for exercise in (*exercises, exercises[0])], Request(workers=2))
    assert [(report.exercise["id"], outcomes(report)["works"]) for report in found] == [
        ("lab-one", PASSED),
        ("lab-two", FAILED),
        ("lab-one", PASSED),
    ]


def test_what_is_checked_on_request_is_by_a_mentor_otherwise(tmp_path: Path) -> None:
    checks = """
        import pytest

        @pytest.mark.criterion("works")
        @pytest.mark.criterion("shines")
        def test_it_works(subject):
            assert subject.module("lamp").shines
    """
    criteria: dict[str, dict[str, Any]] = {"works": {}, "shines": {"by": "mentor", "on_request": True}}
    exercise = exercise_of(tmp_path, checks, criteria, "lab-lamp")

    def shines(value: bool, *only: str) -> Result:
        files = snapshot_of({"lamp.py": f"shines = {value}\n"})
        (report,) = grade([Submission(exercise, files, "x")], Request(only=frozenset(only)))
        return report.criteria[-1]

    unasked = shines(True)
    assert (unasked.outcome, unasked.passed) == (MENTOR, None)
    assert unasked.cause
    assert unasked.cause.rationale.endswith("ask for it: make check lab=lamp criterion=shines")
    assert (shines(True, "shines").outcome, shines(False, "shines").outcome) == (PASSED, FAILED)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_one_exercise_imports_is_not_there_for_another(tmp_path: Path, workers: int) -> None:
    checks = """
        import pytest

        @pytest.mark.criterion("works")
        def test_it_works(subject):
            assert subject.module("greeting").loaded() is {expected}
    """
    code = "import sys\n\n\ndef loaded():\n    return 'tomllib' in sys.modules\n"
    exercises = []
    for name, more in (("plain", ""), ("larger", "import tomllib\n")):
        exercise = exercise_of(tmp_path, checks.replace("{expected}", str(bool(more))), {"works": {}}, f"lab-{name}")
        (exercise.path / "solution").mkdir()
        (exercise.path / "solution" / "greeting.py").write_text(more + code)
        exercises.append(exercise)
    files = snapshot_of({"greeting.py": code})
    found = grade(
        [Submission(exercises[number % 2], files, "x") for number in range(6)],
        Request(workers=workers),
    )
    assert [outcomes(report) for report in found] == [{"works": PASSED}] * 6


# -- some criteria only ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "only, brought",
    [
        ({"loads"}, ["loads"]),
        ({"greets-loudly"}, ["loads", "greets", "greets-all", "greets-loudly"]),
        ({"counts", "greets"}, ["loads", "greets", "counts"]),
        ({"picture"}, ["picture"]),
    ],
)
def test_a_criterion_brings_what_it_needs(greeting: Exercise, only: set[str], brought: list[str]) -> None:
    (report,) = grade(handed_in(greeting, "good"), Request(only=frozenset(only), workers=1))
    assert [result.id for result in report.criteria] == brought
