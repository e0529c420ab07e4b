"""From an exception to the reason that a learner reads, or to a fault of the grader."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import pytest

from grader.subject import faults
from grader.subject.faults import Where
from grader.subject.launcher import ZygoteLost
from grader.subject.session import CheckMistake
from grader.toolbox import Mismatch
from grader.verdict import Comparison, GraderFault, explain, shortened


def _remote_error(**changes: Any) -> faults.RemoteError:
    details = {
        "type": "BankError",
        "bases": ["BankError", "ValueError"],
        "builtin": "ValueError",
        "message": "no money",
        "deliberate": True,
        "frames": [
            {"file": "main.py", "line": 3, "name": "run", "text": "bank.pay()"},
            {"file": "bank.py", "line": 14, "name": "pay", "text": "raise BankError"},
        ],
        **changes,
    }
    return faults.twin(details, None)


def _raised(error: BaseException) -> BaseException:
    """The error with the traceback of this test, as one that a check has thrown."""
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


# -- errors of the learner's ----------------------------------------------------------------------


def test_an_exception_of_the_learners_is_told_with_its_place() -> None:
    cause = explain(_raised(_remote_error()), None)
    assert cause.rationale == "Your code raised BankError: no money"
    assert cause.where == {"file": "bank.py", "line": 14, "text": "raise BankError"}
    assert cause.trace == ["main.py:3 in run: bank.pay()", "bank.py:14 in pay: raise BankError"]
    assert (cause.expected, cause.actual, cause.help) == (None, None, None)


def test_an_exception_without_message_and_frames_is_told_by_its_name() -> None:
    cause = explain(_raised(_remote_error(message="", frames=[])), None)
    assert (cause.rationale, cause.where, cause.trace) == ("Your code raised BankError", None, [])


@pytest.mark.parametrize(
    "kind, message, advice",
    [
        ("EOFError", "EOF when reading a line", "asked for input that never comes"),
        ("NameError", "name 'x' is not defined", "misspelled"),
        ("UnboundLocalError", "", "before the function gives it a value"),
        ("RecursionError", "maximum recursion depth exceeded", "should stop it"),
        ("IndentationError", "unexpected indent", "spaces"),
        ("SyntaxError", "invalid syntax", "bracket, quote or colon"),
        ("SyntaxError", "(unicode error) 'utf-8' codec can't decode byte 0xe9", "not UTF-8 text"),
        ("SyntaxError", "source code string cannot contain null bytes", "not UTF-8 text"),
        ("ModuleNotFoundError", "No module named 'x'", "spelling of the import"),
        ("MemoryError", "", "grows in a loop"),
        ("SystemExit", "1", "Raise an exception or return a value"),
        ("TypeError", "f() takes 0 positional arguments but 1 was given", "`self`"),
    ],
)
def test_what_beginners_meet_most_often_comes_with_advice(kind: str, message: str, advice: str) -> None:
    cause = explain(_raised(_remote_error(type=kind, message=message)), None)
    assert advice in (cause.help or "")


@pytest.mark.parametrize("kind, message", [("TypeError", "unsupported operand"), ("ValueError", "no"), ("Odd", "")])
def test_no_advice_is_better_than_wrong_advice(kind: str, message: str) -> None:
    assert explain(_raised(_remote_error(type=kind, message=message)), None).help is None


def test_a_syntax_error_is_placed_where_it_is_written() -> None:
    error = _remote_error(type="SyntaxError", syntax={"file": "bank.py", "line": 7}, frames=[])
    assert explain(_raised(error), None).where == {"file": "bank.py", "line": 7, "text": ""}


@pytest.mark.parametrize("kind", [faults.Died, faults.TimedOut, faults.Missing, faults.Unfit, faults.TooMuch])
def test_a_program_that_gives_no_answer_is_told_in_its_own_sentence(kind: type[faults.SubjectFault]) -> None:
    cause = explain(_raised(kind("It stopped.", "Look for loops.", Where("a.py", 3, "x"))), None)
    assert (cause.rationale, cause.help) == ("It stopped.", "Look for loops.")
    assert cause.where == {"file": "a.py", "line": 3, "text": "x"}
    assert explain(_raised(kind("It stopped.")), None).help is None


# -- assertions of the check ----------------------------------------------------------------------


def test_a_mismatch_is_told_with_all_its_parts() -> None:
    cause = explain(_raised(Mismatch("It differs.", 1, 2, "Look again.")), Comparison("3", "4"))
    assert (cause.rationale, cause.expected, cause.actual, cause.help) == ("It differs.", "1", "2", "Look again.")


def test_a_comparison_is_told_as_expected_and_actual() -> None:
    cause = explain(_raised(AssertionError("assert 1 == 2")), Comparison("2", "1"))
    assert (cause.rationale, cause.expected, cause.actual) == ("The answer is not the expected one.", "2", "1")


def test_a_message_of_the_check_comes_first() -> None:
    cause = explain(_raised(AssertionError("The balance is off.\nassert 1 == 2")), Comparison("2", "1"))
    assert (cause.rationale, cause.expected, cause.actual) == ("The balance is off.", "2", "1")


def test_an_assertion_that_says_nothing_is_given_words() -> None:
    for error in (AssertionError(), AssertionError("assert False")):
        assert explain(_raised(error), None).rationale == "This does not hold yet."


def test_an_exception_that_did_not_come_is_told_in_words() -> None:
    with pytest.raises(pytest.fail.Exception) as failed, pytest.raises(ValueError):  # noqa: PT011
        pass
    assert explain(failed.value, None).rationale.startswith("No exception came; expected")
    assert "ValueError" in explain(failed.value, None).rationale


@pytest.mark.parametrize(
    "go_wrong",
    [lambda: len(5), lambda: {}["name"], lambda: [][0], lambda: None.name, lambda: int("x"), lambda: 1 / 0],
)
def test_an_answer_of_the_wrong_kind_is_the_learners(go_wrong: Callable[[], Any]) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        go_wrong()
    cause = explain(caught.value, None)
    assert cause.rationale.startswith("The answer is not of the kind that the brief asks for")
    assert type(caught.value).__name__ in cause.rationale


# -- faults of the grader -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        CheckMistake("a check cannot send this"),
        ZygoteLost("it is gone"),
        NameError("name 'helper' is not defined"),
        ImportError("No module named 'helper'"),
        SyntaxError("invalid syntax"),
    ],
    ids=repr,
)
def test_a_mistake_of_the_check_is_the_graders(error: Exception) -> None:
    with pytest.raises(GraderFault) as fault:
        explain(_raised(error), None)
    assert "Traceback" in str(fault.value)
    assert str(error) in str(fault.value)


def test_an_error_in_the_engine_is_the_graders() -> None:
    with pytest.raises(TypeError) as caught:
        shortened(5)  # type: ignore[arg-type]
    with pytest.raises(GraderFault, match=r"verdict\.py"):
        explain(caught.value, None)


# -- comparisons ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sign, expected, actual",
    [
        ("==", "[2]", "[1]"),
        ("is", "[2]", "[1]"),
        ("!=", "anything but [2]", "[1]"),
        ("is not", "anything but [2]", "[1]"),
        ("<", "< [2]", "[1]"),
        (">=", ">= [2]", "[1]"),
        ("in", "something with [1] in it", "[2]"),
        ("not in", "nothing with [1] in it", "[2]"),
    ],
)
def test_a_comparison_is_put_into_words(sign: str, expected: str, actual: str) -> None:
    assert Comparison.of(sign, [1], [2]) == (expected, actual)


def test_one_of_several_is_told_as_a_choice() -> None:
    assert Comparison.of("in", 500, (200, 422)) == ("one of 200, 422", "500")
    assert Comparison.of("not in", "admin", ("admin", "root")) == ("none of 'admin', 'root'", "'admin'")


def test_a_comparison_of_what_cannot_be_shown_has_words_all_the_same() -> None:
    class Silent:
        __repr__ = operator.attrgetter("nothing")

    assert "repr() fails" in Comparison.of("==", Silent(), 1).actual


# -- length ---------------------------------------------------------------------------------------


def test_every_part_of_a_cause_can_be_read() -> None:
    long = "x" * 50_000
    cause = explain(_raised(Mismatch(long, long, long, long)), None)
    for part in (cause.rationale, cause.expected, cause.actual, cause.help):
        assert part == "x" * 1_000 + "… (50,000 characters)"


@pytest.mark.parametrize("text", [None, "", "x" * 1_000])
def test_a_short_text_stays_as_it_is(text: str | None) -> None:
    assert shortened(text) == text
