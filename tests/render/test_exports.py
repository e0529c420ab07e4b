"""Every format keeps to its schema, whatever stands in the report, and holds nothing that somebody would obey."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from grader.render import classroom50, exercism, github_summary, gradescope, junit, lti
from grader.render.formats import FORMATS
from grader.report import PASSED, Report

from . import making
from .making import HOSTILE, check, report, rows
from .xsd import Schema

_JUNIT = Schema((making.HERE / "schemas" / "junit-10.xsd").read_text(encoding="utf-8"))
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_COMMAND = re.compile(r"^\s*::\w|##\[", re.MULTILINE)


def _junit(given: Report) -> None:
    assert _JUNIT.troubles(ElementTree.fromstring(junit.render([given]).encode())) == []


_CHECKS: dict[str, Callable[[Report], object]] = {
    "junit": _junit,
    "gradescope": lambda given: check(gradescope.render(given), "gradescope-results.schema.json"),
    "exercism": lambda given: check(exercism.render(given), "exercism-results-v3.schema.json"),
    "classroom50": lambda given: check(classroom50.render([given], making.ORIGIN), "classroom50-result-v1.schema.json"),
    "lti": lambda given: check(lti.render(given, "amina", making.AT), "lti-score.schema.json"),
}


@pytest.mark.parametrize("name", _CHECKS)
def test_a_report_of_an_earlier_day_keeps_to_the_schema(name: str) -> None:
    given = making.sample()
    if name == "classroom50":
        given.criteria = [each for each in given.criteria if each.outcome != "fault"]
    _CHECKS[name](given)


@pytest.mark.parametrize("name", _CHECKS)
def test_every_outcome_keeps_to_the_schema(name: str) -> None:
    _CHECKS[name](making.judged())


@pytest.mark.parametrize("name", _CHECKS)
def test_a_report_without_criteria_keeps_to_the_schema(name: str) -> None:
    _CHECKS[name](report())


@pytest.mark.parametrize("name", ["junit", "gradescope", "exercism", "lti"])
def test_a_fault_keeps_to_the_schema(name: str) -> None:
    _CHECKS[name](making.faulty())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", _CHECKS)
def test_hostile_text_keeps_to_the_schema(name: str, text: str) -> None:
    _CHECKS[name](making.hostile(text))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("text", "markdown", "json", "github")])
def test_nothing_in_a_file_is_obeyed_by_a_terminal_or_a_ci_system(name: str, text: str) -> None:
    shown = FORMATS[name].render(rows(making.hostile(text)), making.SETTING).text
    assert _UNSAFE.findall(shown) == []
    assert _COMMAND.findall(shown) == []
    assert len(shown.encode()) < 1_000_000


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("gradescope", "exercism", "lti")])
def test_there_may_be_no_report_at_all(name: str) -> None:
    FORMATS[name].render([], making.SETTING)


def test_a_long_output_says_how_much_of_it_is_left_out() -> None:
    (test, *_) = json.loads(exercism.render(report(making.failed(text="x" * 3_000))))["tests"]
    assert "1,000 characters left out" in test["name"]


# -- GitHub's step summary ------------------------------------------------------------------------


def test_a_summary_has_all_details_where_there_is_room() -> None:
    shown = github_summary.render([making.judged(), making.sample()])
    assert "| Day 3: A bank account | 6/10 | 5/11 |  |" in shown
    assert shown.count("### ✗ `overdraw-refused`") == 1
    assert "left out" not in shown


def test_texts_get_shorter_before_anything_is_left_out() -> None:
    given = [report(making.failed(transcript=[{"kind": "out", "text": "x" * 2_000}] * 24)) for _ in range(60)]
    shown = github_summary.render(given)
    assert len(shown.encode()) <= github_summary.ROOM
    assert shown.count("### ✗ `overdraw-refused`") == 60
    assert "1,600 characters left out" in shown


@pytest.mark.parametrize("count", [300, 3_000])
def test_what_has_no_room_is_counted(count: int) -> None:
    shown = github_summary.render([making.judged()] * count, room=100_000)
    assert len(shown.encode()) <= 100_000
    told = re.search(rf"\*\*The details of (\d+) of {count} exercises are left out", shown)
    assert told
    assert shown.count("### ✗ `overdraw-refused`") == count - int(told[1])


def test_a_summary_tells_a_fault() -> None:
    assert "The grader itself failed on 1 of 2 criteria" in github_summary.render([making.faulty()])


# -- nothing of the grader's own mishaps is a learner's ------------------------------------------


def test_a_fault_is_never_a_failure() -> None:
    assert json.loads(gradescope.render(making.faulty()))["tests"][1].keys().isdisjoint({"status", "score"})
    assert "not final" in json.loads(gradescope.render(making.faulty()))["output"]
    assert [test["status"] for test in json.loads(exercism.render(making.faulty()))["tests"]] == ["pass", "error"]
    assert json.loads(exercism.render(making.faulty()))["status"] == "error"
    score = json.loads(lti.render(making.faulty(), "amina", making.AT))
    assert score["gradingProgress"] == "Failed"
    assert "scoreGiven" not in score
    suites = ElementTree.fromstring(junit.render([making.faulty()]))
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("2", "0", "1")


def test_no_traceback_of_the_grader_goes_out() -> None:
    for name in ("junit", "github", "github-summary", "gradescope", "exercism", "lti", "csv", "csv-scores"):
        assert "Traceback" not in FORMATS[name].render(rows(making.faulty()), making.SETTING).text


def test_all_that_passes_is_green_everywhere() -> None:
    given = report(making.result("a", PASSED), making.result("b", "mentor", points=9))
    assert json.loads(exercism.render(given))["status"] == "pass"
    assert json.loads(lti.render(given, "amina", making.AT))["activityProgress"] == "Completed"
    assert FORMATS["github"].render(rows(given), making.SETTING).text == ""
