"""What attacks the grader, or is merely unlucky, gets the right verdict, in time, and leaves nothing behind.

All cases are graded once, for real, in one run. What each learner would read is kept in `golden/`, for review.
After a change that makes the messages better: JOURNEY_UPDATE_GOLDEN=1 pytest tests/hostile, then read the difference.
"""

from __future__ import annotations

import copy
import io
import json
import os
import re

import pytest

from grader.curriculum import COURSE
from grader.golden import comparable, without_chance
from grader.render import markdown, terminal
from grader.render.text import Page, harmless
from grader.report import FAILED, PASSED, SKIPPED, Report

from .cases import EXERCISE, HERE, Case, all_cases
from .conftest import Run

_CHECKED = frozenset(criterion.id for criterion in EXERCISE.criteria if not criterion.by_mentor)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_CI_COMMAND = re.compile(r"^\s*::\w|##\[|##vso\[|##teamcity\[", re.MULTILINE)
_LONGEST = 30_000
_MARKS_IN_A_TRACEBACK = re.compile(r"\s*[~^]+\s*")  # they differ between versions of Python
_KEPT = "In the words of Python 3.11."
_ONCE = {  # what differs from run to run, or from machine to machine
    r"/\S*/journey-\w+/\d+/work": "<work>",
    r"0x[0-9a-f]{6,}": "0x…",
    re.escape(str(COURSE)): "<course>",
}

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a cage needs a POSIX system")
each = pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)


def report_of(case: Case, run: Run) -> Report:
    if case.lacking:
        pytest.skip(f"the cage of this machine does not enforce: {case.lacking}")
    return run.reports[case.name]


@each
def test_exactly_what_should_fail_fails(case: Case, run: Run) -> None:
    report = report_of(case, run)
    found: dict[str, set[str]] = {}
    for result in report.criteria:
        if result.id in _CHECKED:
            found.setdefault(result.outcome, set()).add(result.id)
    expected = {FAILED: case.fails, SKIPPED: case.skipped, PASSED: _CHECKED - case.fails - case.skipped}
    assert found == {outcome: set(names) for outcome, names in expected.items() if names}, case.why


@each
def test_the_message_is_the_one_that_was_reviewed(case: Case, run: Run) -> None:
    report = report_of(case, run)
    if case.varies or not comparable(_KEPT):
        pytest.skip(case.varies or "the golden files are in the words of another Python")
    shown = _shown(report)
    if os.environ.get("JOURNEY_UPDATE_GOLDEN"):
        case.golden.parent.mkdir(exist_ok=True)
        case.golden.write_text(shown, encoding="utf-8")
    assert case.golden.read_text(encoding="utf-8") == shown


@each
def test_no_attempt_to_reach_out_works(case: Case, run: Run) -> None:
    worked = [line for line in _attempts(report_of(case, run)) if line.endswith(": no error")]
    assert worked == [f"attempt: {what}: no error" for what in case.pretends]


@each
def test_nothing_secret_is_in_the_report(case: Case, run: Run) -> None:
    record = json.dumps(report_of(case, run).as_dict())
    assert [name for name, secret in run.world.secrets.items() if secret in record] == []


@each
@pytest.mark.parametrize("width", [40, 100])
def test_nothing_shown_is_obeyed_by_a_terminal_or_a_ci_system(case: Case, run: Run, width: int) -> None:
    report = report_of(case, run)
    page = Page(io.StringIO(), width=width, colour=False)
    terminal.render(report, page, verbose=True)
    for text in ("\n".join(page.lines), markdown.render(report)):
        assert _CONTROL.findall(text) == []
        assert _CI_COMMAND.findall(text) == []
        assert len(text) < _LONGEST


@each
def test_it_takes_no_longer_than_its_limits(case: Case, run: Run) -> None:
    report = report_of(case, run)
    slack = 10  # a machine may be busy; what has no end takes far longer
    assert report.seconds < (len(case.fails) + 1) * (EXERCISE.limits.seconds + slack)


def test_no_process_is_left(run: Run) -> None:
    assert run.processes == []


def test_no_scratch_folder_is_left(run: Run) -> None:
    assert run.scratch == []


def test_nothing_outside_has_changed(run: Run) -> None:
    assert run.world.changes() == []


def test_no_listener_was_reached(run: Run) -> None:
    assert run.world.contacts() == []


def test_every_message_that_is_kept_belongs_to_a_case() -> None:
    kept = {path.stem for path in (HERE / "golden").glob("*.txt")}
    assert kept == {case.name for case in all_cases() if not case.varies}


def test_every_submission_belongs_to_a_case() -> None:
    assert {path.name for path in (HERE / "submissions").iterdir()} <= {case.name for case in all_cases()}


def _shown(report: Report) -> str:
    parts = [terminal.failures(without_chance(copy.deepcopy(report))), *_attempts(report), *map(harmless, report.notes)]
    lines = "\n".join(part for part in parts if part).splitlines() or ["Everything holds."]
    text = "\n".join(line for line in lines if not _MARKS_IN_A_TRACEBACK.fullmatch(line))
    for pattern, stand_in in _ONCE.items():
        text = re.sub(pattern, stand_in, text)
    return text + "\n"


def _attempts(report: Report) -> list[str]:
    greeting = next(result for result in report.criteria if result.id == "person-greets")
    return [line["text"] for line in greeting.transcript if line["text"].startswith("attempt: ")]
