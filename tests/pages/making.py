"""Cohorts for the tests of pages: few learners with failures of several kinds, and people who mean ill."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from render.making import report

from grader.cohort.roster import Learner, safe
from grader.cohort.store import Graded, Results
from grader.report import FAILED, MENTOR, PASSED, SKIPPED, Cause, Report, Result

HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\"><svg onload=alert(1)> 'quoted'",
    "two\nlines\r\n\u2028and more",
    "a\u202eb ../../etc/passwd",
    "{{ 7 * 7 }} {% raw %} ${7*7} `",
    "100% & <!-- -- #? +=,@",
    "../up",
    "Zoë O'Neill",
)


def learner(name: str) -> Learner:
    return Learner(safe(name), name, f"https://someone:secret-token@example.org/{safe(name)}.git")


def exercise(number: int) -> dict[str, str]:
    return {"id": f"day{number:02}", "label": f"Day {number}", "title": f"Work of day {number}", "command": "day=1"}


def result(name: str, outcome: str, **parts: Any) -> Result:
    passed = {PASSED: True, FAILED: False}.get(outcome)
    return Result(
        **{"id": name, "text": f"That {name} holds", "tier": "core", "points": 2, **parts},
        outcome=outcome,
        passed=passed,
    )


def missed(name: str, asked: str, came: str, **parts: Any) -> Result:
    transcript = [{"kind": "in", "text": f">>> {asked}"}, {"kind": "out", "text": came}]
    cause = Cause("The answer is not the expected one.", "7", came, where={"file": "a.py", "line": 3, "text": "return"})
    return result(name, FAILED, cause=cause, transcript=transcript, **parts)


def whole(number: int = 1) -> Report:
    """Everything holds that a machine can check."""
    return report(
        result("adds", PASSED),
        result("keeps", PASSED, tier="full"),
        result("signed", MENTOR, tier="full"),
        result("extra", PASSED, tier="stretch"),
        exercise=exercise(number),
    )


def half(came: str = "5", number: int = 1) -> Report:
    """One criterion does not hold, and another waits for it."""
    return report(
        missed("adds", "add(3, 4)", came),
        result("keeps", SKIPPED, tier="full", skipped_for="adds"),
        result("signed", MENTOR, tier="full", cause=Cause("There is no file picture.png yet.")),
        result("extra", PASSED, tier="stretch"),
        exercise=exercise(number),
    )


def keep(results: Results, who: Learner, found: Report, day: int = 1, **key: Any) -> None:
    at = f"2026-10-{day:02}T09:30:00.000000Z"
    results.keep(Graded(who.id, found.exercise["id"], at, {"submission": day, **key}, found))


def cohort(folder: Path, *names: str) -> tuple[Results, list[Learner]]:
    """Two exercises; the first learner has a past, the others have one grading of each."""
    results, people = Results(folder), [learner(name) for name in names]
    results.remember(people)
    for number, who in enumerate(people):
        if number == 0:
            keep(results, who, half(), day=1)
            keep(results, who, whole(), day=5)
        else:
            keep(results, who, half("5" if number % 2 else "12"), day=5)
        keep(results, who, whole(2), day=6)
    return results, people
