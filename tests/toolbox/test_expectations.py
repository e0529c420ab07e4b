"""Expectations tell a decision of the learner's from a slip, and say what is missing."""

from __future__ import annotations

from typing import Any

import pytest
from subject.conftest import SubjectOf

from grader.subject.faults import Died, Missing, RemoteError
from grader.subject.subject import Finished, Subject
from grader.toolbox import Mismatch, ended_well, raising, refused

_BANK = """
    import os


    class TooPoor(ValueError):
        pass


    class Falsy:
        def __repr__(self):
            return "False"

        def __bool__(self):
            return False

        def __eq__(self, other):
            return True


    class Account:
        balance = 0

        def answers(self, value=None):
            return value

        def raises(self, kind, *arguments):
            raise kind(*arguments)

        def falsy(self):
            return Falsy()

        def prints(self):
            print("That is not allowed!")

        def leaves(self):
            os._exit(1)


    def call(code, **names):
        return eval(code, globals(), names)
"""


@pytest.fixture
def subject(subject_of: SubjectOf) -> Subject:
    return subject_of({"bank.py": _BANK})


@pytest.fixture
def bank(subject: Subject) -> Any:
    return subject.module("bank")


# -- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ValueError", "RuntimeError", "PermissionError", "Exception", "AssertionError"])
def test_an_exception_is_a_refusal(bank: Any, kind: str) -> None:
    with refused() as attempt:
        bank.Account().raises(bank.call(kind), "no")
    assert attempt.error is not None
    assert (attempt.error.type_name, str(attempt.error)) == (kind, "no")


def test_an_exception_of_the_learners_own_is_a_refusal(bank: Any) -> None:
    with refused() as attempt:
        bank.Account().raises(bank.TooPoor, "no")
    assert attempt.error is not None
    assert attempt.error.type_name == "TooPoor"


def test_the_answer_false_is_a_refusal(bank: Any) -> None:
    with refused() as attempt:
        bank.Account().answers(False)
    assert attempt.error is None


def test_the_answer_false_of_a_function_is_a_refusal(bank: Any) -> None:
    with refused() as attempt:
        bank.call("False")
    assert attempt.error is None


@pytest.mark.parametrize(
    "value, shown",
    [
        (None, "no exception"),
        (True, "the answer True"),
        (0, "the answer 0"),
        ("", "the answer ''"),
        ([], "the answer []"),
    ],
)
def test_any_other_answer_is_none(bank: Any, value: Any, shown: str) -> None:
    account = bank.Account()
    with pytest.raises(Mismatch, match="should have been refused") as mismatch, refused():
        account.answers(value)
    assert mismatch.value.expected == "an exception, or the answer False"
    assert mismatch.value.actual == shown
    assert "A printed message alone is not enough." in (mismatch.value.help or "")


def test_a_printed_message_is_no_refusal(bank: Any) -> None:
    account = bank.Account()
    with pytest.raises(Mismatch), refused():
        account.prints()


def test_an_object_that_looks_like_false_is_told_apart(bank: Any) -> None:
    account = bank.Account()
    with pytest.raises(Mismatch) as mismatch, refused():
        account.falsy()
    assert mismatch.value.actual == "the answer False, an object of the class Falsy"


def test_an_answer_from_before_the_block_is_not_counted(bank: Any) -> None:
    account = bank.Account()
    account.answers(False)
    with pytest.raises(Mismatch) as mismatch, refused():
        pass
    assert mismatch.value.actual == "no exception"


def test_the_last_answer_in_the_block_counts(bank: Any) -> None:
    account = bank.Account()
    with refused():
        account.answers(True)
        account.answers(False)
    with pytest.raises(Mismatch), refused():
        assert [account.answers(False), account.answers(True)] == [False, True]


@pytest.mark.parametrize(
    "code",
    [
        "undefined_name",
        "account.nothing",
        "__import__('nothing_like_this')",
        "eval('1 +')",
        "int.from_bytes(1, 2, 3, 4)",
        "1 + 'a'",
        "{}['key']",
        "[][0]",
        "1 / 0",
        "(f := lambda: f())()",
    ],
)
def test_a_slip_is_no_refusal(bank: Any, code: str) -> None:
    account = bank.Account()
    with pytest.raises(RemoteError), refused():
        bank.call(code, account=account)


@pytest.mark.parametrize(
    "kind", ["NotImplementedError", "NameError", "AttributeError", "RecursionError", "ImportError"]
)
def test_a_slip_is_none_even_where_it_is_raised_on_purpose(bank: Any, kind: str) -> None:
    account = bank.Account()
    with pytest.raises(RemoteError) as caught, refused():
        account.raises(bank.call(kind))
    assert caught.value.type_name == kind


@pytest.mark.parametrize("kind", ["TypeError", "KeyError", "IndexError", "ZeroDivisionError", "OverflowError"])
def test_what_can_be_either_is_a_refusal_where_it_is_raised_on_purpose(bank: Any, kind: str) -> None:
    with refused() as attempt:
        bank.Account().raises(bank.call(kind), "no")
    assert attempt.error is not None
    assert attempt.error.type_name == kind


def test_a_call_that_does_not_fit_is_no_refusal(bank: Any) -> None:
    account = bank.Account()
    with pytest.raises(TypeError, match="takes from 1 to 2 positional arguments"), refused():
        account.answers(1, 2, 3)


def test_a_missing_method_is_no_refusal(bank: Any) -> None:
    account = bank.Account()
    with pytest.raises(Missing, match="has no withdraw"), refused():
        account.withdraw(5)


def test_the_end_of_the_program_is_no_refusal(bank: Any) -> None:
    account = bank.Account()
    with pytest.raises(Died), refused():
        account.leaves()


# -- raising --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [ValueError, Exception, TypeError, KeyError])
def test_a_built_in_exception_is_recognised(bank: Any, kind: type[Exception]) -> None:
    raised = bank.call(kind.__name__)
    with raising(kind) as attempt:
        bank.Account().raises(raised, "no")
    assert attempt.error is not None
    assert attempt.error.is_a(kind.__name__)


def test_an_exception_of_the_learners_is_recognised_with_its_parents(bank: Any) -> None:
    for kind in (bank.TooPoor, ValueError, Exception):
        with raising(kind) as attempt:
            bank.Account().raises(bank.TooPoor, "no")
        assert str(attempt.error) == "no"


def test_another_exception_is_named(bank: Any) -> None:
    account, wrong = bank.Account(), bank.call("KeyError")
    with pytest.raises(Mismatch, match="Another exception came") as mismatch, raising(bank.TooPoor):
        account.raises(wrong, "key")
    assert (mismatch.value.expected, mismatch.value.actual) == ("TooPoor", "KeyError: 'key'")


def test_a_parent_is_not_the_exception_asked_for(bank: Any) -> None:
    account, wrong = bank.Account(), bank.call("ValueError")
    with pytest.raises(Mismatch), raising(bank.TooPoor):
        account.raises(wrong)


def test_no_exception_is_told(bank: Any) -> None:
    account = bank.Account()
    with pytest.raises(Mismatch, match="should have come") as mismatch, raising(bank.TooPoor):
        account.answers(False)
    assert (mismatch.value.expected, mismatch.value.actual) == ("TooPoor", "no exception")


def test_an_assertion_of_the_check_passes_through(bank: Any) -> None:
    for expectation in (refused(), raising(ValueError)):
        with pytest.raises(AssertionError, match="of the check"), expectation:
            raise AssertionError("of the check")


# -- ended well -----------------------------------------------------------------------------------


def test_status_zero_is_a_good_end(subject: Subject) -> None:
    ended_well(subject.program("python", "-c", "print('done')"))


@pytest.mark.parametrize("status", [1, 2, 137])
def test_any_other_status_is_not(status: int) -> None:
    with pytest.raises(Mismatch, match="ended with an error") as mismatch:
        ended_well(Finished(status, "", "error"))
    assert (mismatch.value.expected, mismatch.value.actual) == ("exit status 0", f"exit status {status}")


# -- mismatches -----------------------------------------------------------------------------------


def test_a_mismatch_is_an_assertion_with_its_parts_as_text() -> None:
    mismatch = Mismatch("It differs.", expected=3, actual=[4], help="Look again.")
    assert isinstance(mismatch, AssertionError)
    assert str(mismatch) == "It differs."
    assert (mismatch.expected, mismatch.actual, mismatch.help) == ("3", "[4]", "Look again.")


def test_parts_that_are_not_given_stay_empty() -> None:
    mismatch = Mismatch("It differs.")
    assert (mismatch.expected, mismatch.actual, mismatch.help) == (None, None, None)


@pytest.mark.parametrize("empty", ["", 0, False])
def test_an_empty_part_is_a_part(empty: object) -> None:
    assert Mismatch("It differs.", expected=empty, actual=empty).actual == str(empty)
