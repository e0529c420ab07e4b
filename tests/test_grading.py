"""Grading, from files handed in to reports: over an exercise of the tests' own."""

from __future__ import annotations

import dataclasses
import os
import signal
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from subject.conftest import snapshot_of

from grader import grading, judging
from grader.curriculum import Criterion, Exercise, read_exercise
from grader.grading import grade, grader_for
from grader.judging import Request, Submission
from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED, Report, Result
from grader.tomlfile import BadFile
from grader.verdict import GraderFault
from grader.workers import WorkerFailed, WorkerLost

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
_CRITERIA: dict[str, dict[str, Any]] = {
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
_WORK: dict[str, dict[str, str]] = {
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


def _exercise(root: Path, checks: str, criteria: dict[str, dict[str, Any]], name: str = "lab-greeting") -> Exercise:
    folder = root / "weeks" / "week01" / name
    (folder / "checks").mkdir(parents=True)
    (folder / "checks" / "test_greeting.py").write_text(textwrap.dedent(checks))
    toml = _TOML
    for criterion, parts in criteria.items():
        lines = {"id": criterion, "text": f"It {criterion}", "roadmap": ["a/b"], "tier": "core", **parts}
        toml += "\n[[criteria]]\n" + "".join(f"{key} = {value!r}\n" for key, value in lines.items())
    (folder / "exercise.toml").write_text(toml)
    return read_exercise(folder)


@pytest.fixture(scope="module")
def greeting(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    return _exercise(tmp_path_factory.mktemp("course"), _GREETING_CHECKS, _CRITERIA)


def _handed_in(exercise: Exercise, *names: str) -> list[Submission]:
    return [Submission(exercise, snapshot_of(_WORK[name]), name) for name in names]


@pytest.fixture(scope="module")
def reports(greeting: Exercise) -> dict[str, Report]:
    """Everything that is handed in, graded by two workers."""
    found = grade(_handed_in(greeting, *_WORK), Request(seed=7, workers=2))
    return {report.submission["name"]: report for report in found}


def _result(report: Report, criterion: str) -> Result:
    return next(result for result in report.criteria if result.id == criterion)


def _outcomes(report: Report) -> dict[str, str]:
    return {result.id: result.outcome for result in report.criteria}


def _without_times(report: Report) -> dict[str, Any]:
    results = [dataclasses.replace(result, seconds=0.0) for result in report.criteria]
    return dataclasses.replace(report, seconds=0.0, criteria=results).as_dict()


# -- verdicts -------------------------------------------------------------------------------------


def test_good_work_passes_in_full(reports: dict[str, Report]) -> None:
    report = reports["good"]
    assert _outcomes(report) == {**dict.fromkeys(_CRITERIA, PASSED), "picture": MENTOR}
    assert [report.points(tier) for tier in ("core", "full", "stretch")] == [(2, 2), (4, 4), (2, 2)]
    assert report.holds("core", "full", "stretch")


def test_a_wrong_answer_fails_with_what_was_expected_and_what_came(reports: dict[str, Report]) -> None:
    result = _result(reports["wrong"], "greets")
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
    assert _outcomes(report)["loads"] == PASSED
    for criterion in ("greets-all", "greets-loudly"):
        result = _result(report, criterion)
        assert (result.outcome, result.passed, result.skipped_for) == (SKIPPED, None, "greets")
        assert result.cause is None
    assert _outcomes(report)["counts"] == PASSED
    assert _outcomes(report)["awaited"] == FAILED


def test_a_file_that_cannot_be_loaded_is_told_once(reports: dict[str, Report]) -> None:
    report = reports["broken"]
    first = _result(report, "loads")
    assert first.cause is not None
    assert first.cause.rationale.startswith("Your code raised SyntaxError")
    assert first.cause.where == {"file": "greeting.py", "line": 1, "text": "def greet(:"}
    others = [_result(report, name) for name in ("greets", "greets-all", "greets-loudly", "counts", "awaited")]
    assert [(result.outcome, result.skipped_for) for result in others] == [(SKIPPED, "loads")] * 5


def test_nothing_handed_in_earns_nothing(reports: dict[str, Report]) -> None:
    report = reports["empty"]
    assert [report.points(tier)[0] for tier in ("core", "full", "stretch")] == [0, 0, 0]
    first = _result(report, "loads")
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
    cause = _result(report, "counts").cause
    assert cause is not None
    assert cause.rationale.startswith(sentence)


def test_an_exception_fails_with_the_learners_line(reports: dict[str, Report]) -> None:
    cause = _result(reports["slips"], "greets-all").cause
    assert cause is not None
    assert cause.rationale == "Your code raised NameError: name 'lowd' is not defined"
    assert cause.where is not None
    assert "if lowd" in cause.where["text"]


def test_an_answer_of_the_wrong_kind_is_the_learners(reports: dict[str, Report]) -> None:
    result = _result(reports["none"], "greets-all")
    assert (result.outcome, result.cause and result.cause.actual) == (FAILED, "None")


def test_every_check_of_a_criterion_must_pass(reports: dict[str, Report]) -> None:
    assert _outcomes(reports["good"])["counts"] == PASSED
    result = _result(reports["forgets"], "counts")
    assert (result.outcome, result.cause and result.cause.actual) == (FAILED, "5")


def test_a_skipped_check_is_no_pass(reports: dict[str, Report]) -> None:
    result = _result(reports["wrong"], "sometimes")
    assert (result.outcome, result.passed, result.skipped_for) == (SKIPPED, None, "there is no extra.txt")


@pytest.mark.parametrize(
    "name, note",
    [("wrong", "There is no file picture.png yet."), ("picture", "picture.png is there, but it is not an image.")],
)
def test_what_a_person_signs_off_is_only_looked_for(reports: dict[str, Report], name: str, note: str) -> None:
    result = _result(reports[name], "picture")
    assert (result.outcome, result.passed, result.cause and result.cause.rationale) == (MENTOR, None, note)


@pytest.mark.parametrize(
    "content, is_image", [(b"\x89PNG\r\n\x1a\nrest", True), (b"\xff\xd8\xffrest", True), (b"", False), (b"PNG", False)]
)
def test_an_image_is_known_by_its_beginning(tmp_path: Path, content: bytes, is_image: bool) -> None:
    exercise = _exercise(tmp_path, "", {"picture": {"by": "mentor", "evidence": "picture.png"}})
    snapshot = dataclasses.replace(snapshot_of({}), files={"picture.png": content})
    (report,) = grade([Submission(exercise, snapshot, "x")], Request(workers=1))
    assert (_result(report, "picture").cause is None) is is_image


def test_a_report_says_what_was_graded_and_how(reports: dict[str, Report], greeting: Exercise) -> None:
    report = reports["good"]
    assert report.exercise == {
        "id": "lab-greeting",
        "title": "Greetings",
        "label": "lab-greeting",
        "command": "lab=greeting",
    }
    assert report.submission == {"name": "good", "digest": snapshot_of(_WORK["good"]).digest}
    assert report.seed == 7
    assert {"platform", "enforced", "missing"} <= set(report.cage)
    assert report.receipt["checks"] == greeting.id
    assert report.seconds > 0


# -- order, workers and seeds ---------------------------------------------------------------------


def test_reports_come_in_the_order_of_what_was_handed_in(reports: dict[str, Report], greeting: Exercise) -> None:
    assert list(reports) == list(_WORK)
    names = ["wrong", "good", "broken", "good"]
    told: dict[int, str] = {}
    found = grade(
        _handed_in(greeting, *names),
        Request(workers=2, only=frozenset({"loads"})),
        lambda number, report: told.__setitem__(number, report.submission["name"]),
    )
    assert [report.submission["name"] for report in found] == names
    assert [told[number] for number in sorted(told)] == names


def test_one_worker_finds_the_same_as_two(reports: dict[str, Report], greeting: Exercise) -> None:
    names = [name for name in _WORK if name != "hangs"]
    found = grade(_handed_in(greeting, *names), Request(seed=7, workers=1))
    assert [_without_times(report) for report in found] == [_without_times(reports[name]) for name in names]


@pytest.fixture
def crew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several processes share a single submission, however little there is to do."""
    monkeypatch.setattr(grading, "_WORTH_A_CREW", 1)
    monkeypatch.setattr(grading.os, "cpu_count", lambda: 3)


@pytest.mark.parametrize("name", _WORK)
def test_those_who_share_a_submission_find_the_same_as_one(
    name: str, crew: None, reports: dict[str, Report], greeting: Exercise
) -> None:
    (found,) = grade(_handed_in(greeting, name), Request(seed=7))
    assert _without_times(found) == _without_times(reports[name])


def test_those_who_share_a_submission_check_what_is_asked_for(crew: None, greeting: Exercise) -> None:
    (found,) = grade(_handed_in(greeting, "wrong"), Request(seed=7, only=frozenset({"greets-all"})))
    assert _outcomes(found) == {"loads": PASSED, "greets": FAILED, "greets-all": SKIPPED}


def test_one_of_several_who_ends_early_is_noticed(crew: None, greeting: Exercise, monkeypatch: Any) -> None:
    def check(_hearing: judging.Hearing, criterion: Criterion) -> judging.Checked:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError(criterion)

    monkeypatch.setattr(judging.Hearing, "check", check)
    with pytest.raises(WorkerLost):
        grade(_handed_in(greeting, "good"), Request(seed=7))


def test_an_error_of_one_of_several_is_told_by_all(crew: None, greeting: Exercise, monkeypatch: Any) -> None:
    def check(_hearing: judging.Hearing, criterion: Criterion) -> judging.Checked:
        raise RuntimeError(f"no way to check {criterion.id}")

    monkeypatch.setattr(judging.Hearing, "check", check)
    with pytest.raises(WorkerFailed, match=r"no way to check \w+"):
        grade(_handed_in(greeting, "good"), Request(seed=7))


def _names_asked(report: Report) -> list[str]:
    return [line["text"] for line in _result(report, "greets").transcript if line["kind"] == "in"]


def test_the_same_seed_asks_the_same_and_another_something_else(greeting: Exercise) -> None:
    asked: dict[int, list[list[str]]] = {7: [], 8: []}

    def use(run: grading.Grade) -> None:
        for seed in (7, 8, 7):
            for report in run(_handed_in(greeting, "good", "wrong"), Request(seed=seed, workers=1), None):
                asked[seed].append(_names_asked(report))

    with grader_for([greeting]) as start:
        start(use)
    assert len(asked[7]) == 4
    assert all(lines == asked[7][0] for lines in asked[7])
    assert asked[8][0] == asked[8][1] != asked[7][0]


def test_inputs_do_not_depend_on_what_else_is_checked(reports: dict[str, Report], greeting: Exercise) -> None:
    (report,) = grade(_handed_in(greeting, "good"), Request(seed=7, only=frozenset({"greets"})))
    assert _names_asked(report) == _names_asked(reports["good"])


def test_a_grader_that_is_kept_warm_grades_again_and_again(reports: dict[str, Report], greeting: Exercise) -> None:
    found: list[Report] = []

    def use(run: grading.Grade) -> None:
        for name in ("good", "wrong", "good"):
            found.extend(run(_handed_in(greeting, name), Request(seed=7), None))

    with grader_for([greeting], keep_warm=True) as start:
        start(use)
    expected = [reports[name] for name in ("good", "wrong", "good")]
    assert [_without_times(report) for report in found] == [_without_times(report) for report in expected]


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
        _exercise(tmp_path, checks.replace("{name}", name), {"works": {}}, f"lab-{name}") for name in ("one", "two")
    ]
    files = snapshot_of({"greeting.py": "one = 1\ntwo = 2\n"})
    found = grade([Submission(exercise, files, "x") for exercise in (*exercises, exercises[0])], Request(workers=2))
    assert [(report.exercise["id"], _outcomes(report)["works"]) for report in found] == [
        ("lab-one", PASSED),
        ("lab-two", FAILED),
        ("lab-one", PASSED),
    ]


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
        exercise = _exercise(tmp_path, checks.replace("{expected}", str(bool(more))), {"works": {}}, f"lab-{name}")
        (exercise.path / "solution").mkdir()
        (exercise.path / "solution" / "greeting.py").write_text(more + code)
        exercises.append(exercise)
    files = snapshot_of({"greeting.py": code})
    found = grade(
        [Submission(exercises[number % 2], files, "x") for number in range(6)],
        Request(workers=workers),
    )
    assert [_outcomes(report) for report in found] == [{"works": PASSED}] * 6


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
    (report,) = grade(_handed_in(greeting, "good"), Request(only=frozenset(only), workers=1))
    assert [result.id for result in report.criteria] == brought


# -- faults of the grader -------------------------------------------------------------------------

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
    exercise = _exercise(tmp_path_factory.mktemp("course"), _FAULTY_CHECKS, criteria, "lab-faulty")
    (report,) = grade(_handed_in(exercise, "good"), Request(workers=1))
    return report


def test_a_fault_of_a_check_is_not_the_learners(faulty: Report) -> None:
    assert _outcomes(faulty) == {
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
    cause = _result(faulty, criterion).cause
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
    exercise = _exercise(tmp_path, checks, {"works": {}})
    with pytest.raises(problem, match=sentence):
        grade(_handed_in(exercise, "good"), Request(workers=1))
