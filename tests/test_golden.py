"""What is kept for review is the same in every run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from grader.golden import WORDS, comparable, golden, masked, sentences
from grader.report import Cause, Report, Result
from grader.verdict import STOOD_THERE

_ALIKE = [
    "came  {:%Y-%m-%d %H:%M}  Buy milk",
    "came  {:%Y-%m-%d\n      %H:%M}  Buy milk",
    "{:%Y-%m-%d %H:%M:%S},123 INFO added",
    "{:%Y-%m-%dT%H:%M:%S}.123456",
    "Task(created_at=datetime.datetime({0.year}, {0.month}, {0.day}, {0.hour}, {0.minute}))",
]


@pytest.mark.parametrize("text", _ALIKE)
@pytest.mark.parametrize("zone", [None, UTC], ids=["local", "utc"])
def test_the_present_moment_is_masked(text: str, zone: object) -> None:
    shown = masked(text.format(datetime.now(zone)))  # type: ignore[arg-type]
    assert "NOW" in shown
    assert f"{datetime.now():%Y}" not in shown


@pytest.mark.parametrize("text", _ALIKE)
def test_every_other_moment_is_kept(text: str) -> None:
    other = text.format(datetime.now(UTC) + timedelta(days=40, hours=3))
    assert masked(other) == other


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("127.0.0.1:40123", "127.0.0.1:PORT"),
        ("curl localhost:8123/users", "curl localhost:PORT/users"),
        ("HTTP/1.1 422 Unprocessable Entity\nserver: x", "HTTP/1.1 422\nserver: x"),
        ("HTTP/1.1 404 Not Found", "HTTP/1.1 404 Not Found"),
        ("curl localhost:8000/users", "curl localhost:8000/users"),
        ("about 63 times as long", "about N times as long"),
        ("0.0812 s of processor time", "N s of processor time"),
        ("    x = y\n    ~~^~~\n", "    x = y\n"),
        ("[parameters: {'b': 1, 'a': [2]}]", "[parameters: …]"),
        ("20 times", "20 times"),
        ("2026-99-99 10:00", "2026-99-99 10:00"),
    ],
)
def test_what_is_measured_is_masked_and_the_rest_is_kept(text: str, kept: str) -> None:
    assert masked(text) == kept


def test_of_what_happens_at_once_only_the_sentence_is_kept() -> None:
    cause = Cause("Two got the same id.", expected="[1, 2]", actual="[1, 1]", help="Lock it.", trace=["main.py:3"])
    done = [{"kind": "in", "text": "add()"}]
    result = Result("ids", "Ids differ", "full", 1, "failed", False, cause=cause, transcript=done)
    report = Report({}, {}, 1, {}, [result], {})
    (kept,) = sentences(report).criteria
    assert kept.cause == Cause("Two got the same id.", help="Lock it.")
    assert kept.transcript == []
    assert report.criteria == [result]


def test_of_a_loop_without_end_the_file_is_kept_and_not_the_line() -> None:
    """Which of its lines runs when its time is over is up to chance, also whether it is one of the learner's."""
    line = {"file": "main.py", "line": 9, "text": "total += 1"}
    stood = Cause("No answer.", where=line, help=f"{STOOD_THERE} Look for a loop.")
    other = Cause("Your code raised ValueError", where=dict(line), help="Look here.")
    results = [Result("adds", "It adds", "full", 1, "failed", False, cause=cause) for cause in (stood, other)]
    report = Report({}, {}, 1, {}, results, {})
    kept = [result.cause for result in golden(report).criteria]
    assert [cause and cause.where for cause in kept] == [{"file": "main.py", "line": "N", "text": "…"}, line]
    assert stood.where == line
    assert sentences(report).criteria[0].cause == Cause("No answer.", help="Look for a loop.")


def test_a_warning_that_comes_by_chance_is_left_out_and_that_of_the_learners_own_line_is_kept() -> None:
    own = "demo.py:26: RuntimeWarning: coroutine 'ask' was never awaited\n"
    chance = "/usr/lib/h11_impl.py:-1: RuntimeWarning: coroutine 'ask' was never awaited\n"
    hint = "RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n"
    assert masked(f"{own}{chance}{hint}end") == f"{own}end"


@pytest.mark.parametrize(
    ("first", "compared"),
    [
        (WORDS, True),
        ("In the words of Python 3.9.", False),
        ("In the words of Python 3.9", True),
        ("In the words of anybody.", True),
        ("# a fault", True),
        ("", True),
    ],
)
def test_only_the_words_of_another_python_are_not_compared(first: str, compared: bool) -> None:
    assert comparable(f"{first}\n\n# a fault\n") is compared
