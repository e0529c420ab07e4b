"""What is said of checks that are not as they must be."""

from __future__ import annotations

from grader.proof import refusal, surprise
from grader.report import FAILED, MENTOR, PASSED, SKIPPED, Cause, Report, Result


def test_a_refusal_says_what_a_learner_would_read() -> None:
    outcomes = {"told": FAILED, "waits": SKIPPED, "signed": MENTOR, "held": PASSED}
    results = [Result(name, f"{name} it is", "core", 1, outcome, None) for name, outcome in outcomes.items()]
    results[0].cause = Cause("Wrong.", expected="2", actual="3")
    said = refusal(Report({}, {}, 1, {}, results, {}))
    assert said.splitlines()[0] == "told, waits"
    assert [word in said for word in ("told it is", "Wrong.", "expected  2", "came      3")] == [True] * 4


def test_of_what_holds_nothing_is_said() -> None:
    results = [Result("held", "", "core", 1, PASSED, None), Result("signed", "", "core", 1, MENTOR, None)]
    assert refusal(Report({}, {}, 1, {}, results, {})) == ""


def test_what_a_fault_fails_besides_is_told_in_full() -> None:
    results = [Result(name, f"{name} it is", "core", 1, FAILED, None) for name in ("meant", "other")]
    results[1].cause = Cause("Wrong.", expected="2", actual="3")
    said = surprise(Report({}, {}, 1, {}, results, {}), frozenset({"meant", "missing"}))
    assert said.splitlines()[0] == "meant, missing; failed: meant, other"
    assert [word in said for word in ("other it is", "Wrong.", "came      3", "meant it is")] == [True] * 3 + [False]


def test_a_fault_that_fails_what_it_should_is_no_surprise() -> None:
    results = [Result("meant", "", "core", 1, FAILED, None), Result("held", "", "core", 1, PASSED, None)]
    assert surprise(Report({}, {}, 1, {}, results, {}), frozenset({"meant"})) == ""
