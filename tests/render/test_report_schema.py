"""The schema of `journey/report/v1`: every report keeps to it, and what was once written is still read."""

from __future__ import annotations

import json
import shutil
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from grader import report as reports
from grader import submission
from grader.curriculum import curriculum
from grader.grading import grade
from grader.judging import Submission
from grader.render.formats import FORMATS
from grader.subject.scratch import Snapshot

from . import making

_SCHEMA = json.loads(resources.files("grader").joinpath("report.schema.json").read_text(encoding="utf-8"))
_KEPT = json.loads((making.HERE / "samples" / "report-v1.json").read_text(encoding="utf-8"))
_HOSTILE_LINES = """
import sys
print("::error::forged\\x00\\x1b[2J]]></script>" * 3)
sys.stderr.write("=cmd()\\r\\n##[error]forged\\n")
raise RuntimeError("]]>\\x1b \\ud800 ::error::forged")
"""


def _check(record: Any) -> None:
    jsonschema_rs.validator_for(_SCHEMA).validate(record)


def _graded(tmp_path: Path) -> list[reports.Report]:
    """Our starter, our solution, and one that is hostile."""
    exercise = next(place.exercise for place in curriculum().places if place.id == "day03")
    folder = tmp_path / "day03"
    shutil.copytree(exercise.path / "solution", folder)
    with (folder / "bank_system.py").open("a", encoding="utf-8") as file:
        file.write(_HOSTILE_LINES)
    given = [submission.ours(exercise, part) for part in submission.OURS]
    return grade([*given, Submission(exercise, Snapshot.take(folder, "day03"), "day03")])


def test_the_schema_is_one() -> None:
    jsonschema_rs.meta.validate(_SCHEMA)
    assert _SCHEMA["title"] == reports.FORMAT


def test_reports_of_real_submissions_keep_to_every_schema(tmp_path: Path) -> None:
    graded = _graded(tmp_path)
    outcomes = {result.outcome for report in graded for result in report.criteria}
    assert outcomes == {reports.PASSED, reports.FAILED, reports.SKIPPED, reports.MENTOR}
    for report in graded:
        _check(json.loads(json.dumps(report.as_dict())))
        for name in FORMATS:
            assert FORMATS[name].render(making.rows(report), making.SETTING).text or name == "github"
        schemas = {
            "gradescope": "gradescope-results",
            "exercism": "exercism-results-v3",
            "classroom50": "classroom50-result-v1",
            "lti": "lti-score",
        }
        for name, schema in schemas.items():
            making.check(FORMATS[name].render(making.rows(report), making.SETTING).text, f"{schema}.schema.json")


@pytest.mark.parametrize("given", [making.judged(), making.faulty(), making.report()])
def test_reports_of_every_outcome_keep_to_the_schema(given: reports.Report) -> None:
    _check(given.as_dict())


def test_the_schema_knows_every_field_and_no_other() -> None:
    record = making.judged().as_dict()
    assert set(_SCHEMA["properties"]) == set(_SCHEMA["required"]) == set(record)
    criterion = _SCHEMA["$defs"]["criterion"]
    assert set(criterion["properties"]) == set(criterion["required"]) == set(record["criteria"][0])
    cause = _SCHEMA["$defs"]["cause"]
    assert set(cause["properties"]) == set(cause["required"]) == set(record["criteria"][1]["cause"])


@pytest.mark.parametrize(
    "change",
    [
        {"format": "journey/report/v2"},
        {"seed": "7"},
        {"more": 1},
        {"points": {"core": [1], "full": [0, 0], "stretch": [0, 0]}},
        {"criteria": [{**_KEPT["criteria"][0], "outcome": "failed"}]},
        {"criteria": [{**_KEPT["criteria"][0], "tier": "bonus"}]},
        {"criteria": [{}]},
    ],
)
def test_something_else_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        _check({**_KEPT, **change})


def test_a_report_of_an_earlier_day_is_still_read() -> None:
    _check(_KEPT)
    report = reports.from_dict(_KEPT)
    assert report.as_dict() == _KEPT
    assert [result.outcome for result in report.criteria].count("failed") == 3
    where = report.criteria[3].cause and report.criteria[3].cause.where
    assert where == {"file": "bank_system.py", "line": 13, "text": "self.balance = self.balnce + amount"}


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "classroom50"])
def test_a_report_of_an_earlier_day_is_still_exported(name: str) -> None:
    assert FORMATS[name].render(making.rows(making.sample()), making.SETTING).text
