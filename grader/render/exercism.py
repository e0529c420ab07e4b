"""Exercism's results.json, version 3 of the interface for test runners.

It knows `pass`, `fail` and `error`, and shows the first test that is not passed. What no machine can decide is left
out, and so is a stretch criterion that does not hold: a solution is complete without it.
"""

from __future__ import annotations

from typing import Any

from grader.render.story import as_json, asked, faults, flat, tell
from grader.report import FAILED, MENTOR, PASSED, Report, Result

_STATUS = {PASSED: "pass", FAILED: "fail"}
_NOTHING = "There is nothing here that a machine can check, so nothing has passed."


def render(report: Report) -> str:
    shown = [result for result in report.criteria if result.outcome != MENTOR]
    shown = [result for result in shown if result.tier != "stretch" or result.outcome == PASSED]
    record: dict[str, Any] = {"version": 3, **_verdict(report, shown), "tests": [_test(result) for result in shown]}
    return as_json(record)


def _verdict(report: Report, shown: list[Result]) -> dict[str, Any]:
    trouble = faults(report) or (None if shown else _NOTHING)
    if trouble:
        return {"status": "error", "message": trouble}
    return {"status": "pass" if all(result.passed for result in shown) else "fail", "message": None}


def _test(result: Result) -> dict[str, Any]:
    tier = "Stretch: " if result.tier == "stretch" else ""
    return {
        "name": f"{tier}{flat(result.text)}",
        "status": _STATUS.get(result.outcome, "error"),
        "message": tell(result) or None,
        "test_code": asked(result),
    }
