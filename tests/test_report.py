"""The record of a verdict: nothing is lost on its way to a file and back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.report import FAILED, FAULT, FORMAT, MENTOR, PASSED, SKIPPED, Cause, Report, Result, from_dict


def _result(tier: str, points: int, outcome: str, **parts: Any) -> Result:
    passed = {PASSED: True, FAILED: False}.get(outcome)
    return Result(f"{tier}-{points}-{outcome}", "It holds", tier, points, outcome, passed, **parts)


def _report(*results: Result) -> Report:
    return Report(
        exercise={"id": "day03", "title": "é", "label": "Day 3", "command": "day=3"},
        submission={"name": "day03", "digest": "0"},
        seed=7,
        cage={"platform": "linux", "enforced": ["files"], "missing": []},
        criteria=list(results),
        receipt={"engine": "e", "services": {}},
        seconds=1.25,
        notes=["a note"],
    )


_FULL = _report(
    _result("core", 1, PASSED, seconds=0.5, hints=2),
    _result(
        "full",
        2,
        FAILED,
        cause=Cause("No.", "1", "2", "Look.", {"file": "a.py", "line": 1, "text": "x"}, ["a.py:1"]),
        transcript=[{"kind": "in", "text": ">>> \u2028é"}],
    ),
    _result("full", 3, SKIPPED, skipped_for="core-1-passed"),
    _result("full", 4, MENTOR, cause=Cause("There is no file yet.")),
    _result("stretch", 5, FAULT, cause=Cause("The grader itself failed.")),
)


def test_a_report_comes_back_the_same_from_json() -> None:
    assert from_dict(json.loads(json.dumps(_FULL.as_dict()))) == _FULL


def test_the_record_says_what_it_is_and_what_was_earned() -> None:
    record = _FULL.as_dict()
    assert record["format"] == FORMAT == "journey/report/v1"
    assert record["points"] == {"core": [1, 1], "full": [0, 5], "stretch": [0, 5]}
    assert [result["passed"] for result in record["criteria"]] == [True, False, None, None, None]


@pytest.mark.parametrize("name", ["journey/report/v2", "", None])
def test_another_format_is_refused(name: str | None) -> None:
    with pytest.raises(ValueError, match="not a report of the format journey/report/v1"):
        from_dict({**_FULL.as_dict(), "format": name})


def test_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="not a report"):
        from_dict({})


def test_points_are_counted_by_tier_and_only_for_what_a_machine_can_check() -> None:
    report = _report(
        _result("core", 1, PASSED),
        _result("core", 2, FAILED),
        _result("core", 4, SKIPPED),
        _result("core", 8, FAULT),
        _result("core", 16, MENTOR),
        _result("full", 32, PASSED),
    )
    assert report.points("core") == (1, 15)
    assert report.points("full") == (32, 32)
    assert report.points("stretch") == (0, 0)


@pytest.mark.parametrize(
    "outcome, holds", [(PASSED, True), (MENTOR, True), (FAILED, False), (SKIPPED, False), (FAULT, False)]
)
def test_a_tier_holds_only_if_all_that_can_be_checked_has_passed(outcome: str, holds: bool) -> None:
    report = _report(_result("core", 1, PASSED), _result("core", 1, outcome), _result("full", 1, FAILED))
    assert report.holds("core") is holds
    assert not report.holds("core", "full")
    assert report.holds("stretch")


def test_a_fault_of_the_grader_is_seen_from_outside() -> None:
    assert _FULL.has_fault
    assert not _report(_result("core", 1, FAILED), _result("core", 1, SKIPPED)).has_fault


def test_silence_is_not_a_pass() -> None:
    assert _report(Result("a", "It holds", "core", 1, SKIPPED, None)).points("core") == (0, 1)
