"""Reports for the tests of exporters: plain, empty, and with something hostile in every field."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs

from grader.render.classroom50 import Origin
from grader.render.rows import Row, Setting
from grader.report import FAILED, FAULT, MENTOR, PASSED, SKIPPED, Cause, Report, Result, from_dict

HERE = Path(__file__).parent
AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
ENVIRONMENT = {
    "CLASSROOM": "backend",
    "ASSIGNMENT": "day03",
    "OWNER": "amina",
    "SUBMISSION_TAG": "submit/2026-11-03T09-30-00Z-a1b2c3d",
    "COMMIT_URL": "https://github.com/school/backend-day03-amina/commit/a1b2c3d",
    "RELEASE_URL": "https://github.com/school/backend-day03-amina/releases/tag/submit%2F2026",
}
ORIGIN = Origin.of(ENVIRONMENT, AT)
GRADEBOOK = (HERE / "samples" / "canvas-gradebook.csv").read_text(encoding="utf-8")
SETTING = Setting(at=AT, gradebook=GRADEBOOK, column="Day 3", environment=ENVIRONMENT)

HOSTILE = {
    "end of CDATA": "]]>",
    "command": "::error::forged",
    "command after a line": "a\n::error file=x,line=1::forged\r::stop-commands::x\u2028::warning::y",
    "old command": "##[error]forged",
    "escape of a command": "%0A::error::forged %25 a:b,c",
    "markup": "</script><img src=x onerror=alert(1)> &amp; | ` ``` *b* [l](x)",
    "NUL": "a\x00b",
    "escape": "\x1b[2J\x1b]0;owned\x07\x9b31m",
    "half a character": "a\ud800b\udfff",
    "no characters": "a\ufffe\uffffb",
    "direction": "a\u202eb\u2066",
    "formula": "=cmd()",
    "formula after a line": "\n=cmd()",
    "formula with a tab": "\t=cmd()",
    "at": "@SUM(1)",
    "plus and minus": "+1-1",
    "cells": '";=cmd();"\n=x,=y',
    "empty": "",
    "long": "0123456789abcdef" * 131_072,
}


def result(name: str, outcome: str, **parts: Any) -> Result:
    passed = {PASSED: True, FAILED: False}.get(outcome)
    parts = {"text": f"What {name} says holds", "tier": "core", "points": 1, **parts}
    return Result(id=name, outcome=outcome, passed=passed, **parts)


def report(*results: Result, **parts: Any) -> Report:
    record: dict[str, Any] = {
        "exercise": {"id": "day03", "title": "A bank account", "label": "Day 3", "command": "day=3"},
        "submission": {"name": "backend_journey/day03", "digest": "0"},
        "seed": 7,
        "cage": {"platform": "linux", "enforced": [], "missing": []},
        "receipt": {"engine": "e1", "checks": "c1"},
        **parts,
    }
    return Report(criteria=list(results), **record)


def failed(name: str = "overdraw-refused", **parts: Any) -> Result:
    cause = Cause(
        "The balance is not the expected one.",
        expected="100.0",
        actual="-50.0",
        help="Compare before you subtract.",
        where={"file": "bank_system.py", "line": 14, "text": "self.balance -= amount"},
    )
    transcript = [{"kind": "in", "text": ">>> account.get_balance()"}, {"kind": "out", "text": "-50.0"}]
    return result(name, FAILED, **{"cause": cause, "transcript": transcript, **parts})


def judged() -> Report:
    """Every outcome but a fault, in every tier."""
    return report(
        result("account-created", PASSED, points=2),
        failed(points=3),
        result("history-kept", SKIPPED, skipped_for="overdraw-refused", tier="full"),
        result("balance-told", PASSED, points=4, tier="full"),
        result("screenshot-there", MENTOR, points=50),
        result("odd-amounts", PASSED, points=5, tier="stretch"),
        failed("interest", points=6, tier="stretch"),
    )


def faulty() -> Report:
    return report(
        result("good", PASSED), result("broken", FAULT, cause=Cause("The grader failed.", actual="Traceback"))
    )


def hostile(text: str) -> Report:
    """The text in every field that a learner, or a mistake of ours, can reach."""
    cause = Cause(text, text, text, text, {"file": text, "line": 3, "text": text}, [text])
    lines = [{"kind": kind, "text": text} for kind in ("in", "out", "err", "note")]
    outcomes = (PASSED, FAILED, SKIPPED, MENTOR)
    results = [
        Result(text, text, tier, 1, outcome, {PASSED: True, FAILED: False}.get(outcome), 0.1, cause, lines, text)
        for tier in ("core", "full", "stretch")
        for outcome in outcomes
    ]
    return report(
        *results,
        exercise={"id": f"day03{text}", "title": text, "label": f"Day 3{text}", "command": text},
        submission={"name": text, "digest": text},
        cage={"platform": text, "enforced": [text], "missing": [text]},
        receipt={"engine": text, "checks": text},
        notes=[text],
    )


def sample() -> Report:
    """A report of an earlier day, as it was kept."""
    return from_dict(json.loads((HERE / "samples" / "report-v1.json").read_text(encoding="utf-8")))


def rows(*reports: Report, learner: str = "amina") -> list[Row]:
    return [Row(learner, list(reports))]


def check(text: str, schema: str) -> Any:
    """The record in the text, if the schema allows it."""
    record = json.loads(text)
    jsonschema_rs.validator_for(json.loads((HERE / "schemas" / schema).read_text(encoding="utf-8"))).validate(record)
    return record
