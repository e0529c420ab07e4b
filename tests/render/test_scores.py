"""What each grading system is told of points and outcomes."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from grader.render import classroom50, exercism, gradescope, junit, lti
from grader.render.rows import GRADER_FAILED, CannotExport, score
from grader.report import MENTOR, PASSED

from . import making
from .making import failed, judged, report, result


def test_a_score_is_core_and_full_and_stretch_is_extra() -> None:
    points = score(judged())
    assert (points.earned, points.possible, points.extra, points.extra_possible) == (6, 10, 5, 11)


# -- JUnit ----------------------------------------------------------------------------------------


def test_junit_has_a_suite_for_each_tier() -> None:
    root = ElementTree.fromstring(junit.render([judged(), making.faulty()]))
    counts = [[suite.get(name) for name in ("name", "tests", "failures", "errors", "skipped")] for suite in root]
    assert counts == [
        ["day03 core", "3", "1", "0", "1"],
        ["day03 full", "2", "0", "0", "1"],
        ["day03 stretch", "2", "1", "0", "0"],
        ["day03 core", "2", "0", "1", "0"],
    ]
    assert [root.get(name) for name in ("tests", "failures", "errors")] == ["9", "2", "1"]


def test_junit_tells_a_failure_with_all_that_is_known() -> None:
    (failure, *_) = ElementTree.fromstring(junit.render([judged()])).iter("failure")
    assert failure.get("message") == "The balance is not the expected one."
    assert (failure.text or "").splitlines() == [
        "The balance is not the expected one.",
        ">>> account.get_balance()",
        "-50.0",
        "expected  100.0",
        "came      -50.0",
        "bank_system.py:14  self.balance -= amount",
        "Compare before you subtract.",
    ]


def test_junit_says_why_something_is_skipped() -> None:
    messages = [each.get("message") for each in ElementTree.fromstring(junit.render([judged()])).iter("skipped")]
    assert messages == [
        "For a mentor, without points. Ready for a mentor to sign off.",
        "Not checked: it needs overdraw-refused.",
    ]


def test_junit_replaces_what_xml_forbids() -> None:
    shown = junit.render([report(result("a\ufffe", PASSED, text="]]> \x00 \ud800"))])
    (case,) = ElementTree.fromstring(shown).iter("testcase")
    assert case.get("name") == "a\ufffd: ]]> \\x00 \\ud800"


# -- Gradescope -----------------------------------------------------------------------------------


def test_gradescope_adds_stretch_to_the_score_and_to_no_maximum() -> None:
    record = json.loads(gradescope.render(judged()))
    assert record["score"] == 11
    assert sum(test.get("max_score", 0) for test in record["tests"]) == 10
    assert [(test.get("score"), test.get("max_score"), test.get("status")) for test in record["tests"]] == [
        (2, 2, "passed"),
        (0, 3, "failed"),
        (0, 1, None),
        (4, 4, "passed"),
        (None, None, None),
        (5, None, "passed"),
        (0, None, None),
    ]
    assert record["tests"][5]["name"] == "Extra credit: What odd-amounts says holds (odd-amounts)"


# -- Exercism -------------------------------------------------------------------------------------


def test_exercism_knows_what_was_asked_and_what_came() -> None:
    record = json.loads(exercism.render(judged()))
    assert record["status"] == "fail"
    assert [test["status"] for test in record["tests"]] == ["pass", "fail", "error", "pass", "pass"]
    assert record["tests"][1]["test_code"] == ">>> account.get_balance()"
    assert record["tests"][1]["message"].startswith("The balance is not the expected one.\n")
    assert record["tests"][2]["message"] == "Not checked: it needs overdraw-refused."


def test_a_solution_for_exercism_is_complete_without_stretch() -> None:
    record = json.loads(exercism.render(report(result("a", PASSED), failed("b", tier="stretch"))))
    assert (record["status"], len(record["tests"])) == ("pass", 1)


@pytest.mark.parametrize("given", [report(), report(result("a", MENTOR))])
def test_where_nothing_was_checked_nothing_has_passed(given: making.Report) -> None:
    record = json.loads(exercism.render(given))
    assert record["status"] == "error"
    assert "nothing has passed" in record["message"]


# -- Classroom 50 ---------------------------------------------------------------------------------


def test_classroom50_gets_whose_work_it_is_and_the_sums() -> None:
    record = json.loads(classroom50.render([judged(), judged()], making.ORIGIN))
    assert (record["score"], record["max-score"], len(record["tests"])) == (12, 20, 12)
    assert record["datetime"] == "2026-11-03T09:30:00Z"
    assert (record["owner"], record["assignment_type"]) == ("amina", "individual")
    assert record["review"] == record["commit"] == making.ENVIRONMENT["COMMIT_URL"]
    assert sum(test["max-score"] for test in record["tests"]) == record["max-score"]
    assert all(test["score"] <= test["max-score"] for test in record["tests"])
    assert [test["passed"] for test in record["tests"] if test["tier"] == "stretch"][:2] == [True, False]


def test_classroom50_gets_no_result_of_a_grader_that_failed() -> None:
    with pytest.raises(CannotExport, match="grader itself failed") as refused:
        classroom50.render([making.faulty()], making.ORIGIN)
    assert refused.value.status == GRADER_FAILED


def test_classroom50_says_what_it_was_not_told() -> None:
    with pytest.raises(CannotExport, match="not set: COMMIT_URL, OWNER"):
        classroom50.Origin.of({**making.ENVIRONMENT, "COMMIT_URL": "", "OWNER": ""}, making.AT)
    with pytest.raises(CannotExport, match="must begin with submit/"):
        classroom50.Origin.of({**making.ENVIRONMENT, "SUBMISSION_TAG": "v1"}, making.AT)


# -- LTI ------------------------------------------------------------------------------------------


def test_an_lti_score_may_be_above_its_maximum() -> None:
    given = report(result("a", PASSED, points=3), result("b", PASSED, points=2, tier="stretch"))
    assert json.loads(lti.render(given, "u-71", making.AT)) == {
        "userId": "u-71",
        "timestamp": "2026-11-03T09:30:00.000+00:00",
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "comment": "Day 3: 3 of 3 points in core and full, 2 of 2 extra.",
        "scoreGiven": 5,
        "scoreMaximum": 3,
    }


def test_an_lti_score_waits_for_a_mentor() -> None:
    record = json.loads(lti.render(judged(), "u-71", making.AT))
    assert (record["gradingProgress"], record["activityProgress"]) == ("PendingManual", "Submitted")
    assert (record["scoreGiven"], record["scoreMaximum"]) == (11, 10)


def test_an_lti_score_without_points_has_no_score() -> None:
    assert json.loads(lti.render(report(), "u", making.AT))["gradingProgress"] == "NotReady"
    with pytest.raises(CannotExport, match="--learner"):
        lti.render(report(), "", making.AT)
