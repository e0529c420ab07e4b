"""Gradescope's results.json. Stretch is extra credit: it adds to the score and to no maximum."""

from __future__ import annotations

from typing import Any

from grader.render.rows import score
from grader.render.story import as_json, faults, flat, plain, tell
from grader.report import FAILED, FAULT, MENTOR, PASSED, Report, Result


def render(report: Report) -> str:
    points = score(report)
    record: dict[str, Any] = {
        "score": points.earned + points.extra,
        "execution_time": round(report.seconds, 3),
        "output": _headline(report),
        "output_format": "text",
        "tests": [_test(number, result) for number, result in enumerate(report.criteria, 1)],
        "extra_data": {"format": report.format, "exercise": flat(report.exercise["id"]), "seed": report.seed},
    }
    return as_json(record)


def _headline(report: Report) -> str:
    points = score(report)
    lines = [f"{flat(report.exercise['label'])}: {flat(report.exercise['title'])}"]
    lines.append(f"{points.earned} of {points.possible} points in core and full.")
    if points.extra_possible:
        lines.append(f"{points.extra} of {points.extra_possible} extra points in stretch.")
    if trouble := faults(report):
        lines.append(trouble)
    lines += [plain(note) for note in report.notes]
    return "\n".join(lines)


def _test(number: int, result: Result) -> dict[str, Any]:
    extra = result.tier == "stretch"
    test: dict[str, Any] = {
        "name": f"{'Extra credit: ' if extra else ''}{flat(result.text)} ({flat(result.id)})",
        "number": str(number),
        "output": tell(result),
        "output_format": "text",
        "tags": [flat(result.tier), flat(result.outcome)],
    }
    if result.outcome in (MENTOR, FAULT):
        return test
    test["score"] = result.points if result.passed else 0
    if not extra:
        test["max_score"] = result.points
    if result.outcome in (PASSED, FAILED) and not (extra and result.outcome == FAILED):
        test["status"] = "passed" if result.passed else "failed"
    return test
