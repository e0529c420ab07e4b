"""Expectations that read like the criterion they check."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from grader.subject.faults import RemoteError
from grader.subject.remote import about
from grader.subject.session import latest
from grader.subject.subject import Finished
from grader.subject.transcript import show

# A slip, not a decision: no one refuses by misspelling a name.
_SLIPS = (NameError, AttributeError, SyntaxError, ImportError, NotImplementedError, RecursionError)
# These can be either; only a `raise` statement makes them a decision.
_EITHER = (TypeError, LookupError, ArithmeticError)


class Mismatch(AssertionError):
    """What was expected and what came, as data, with help for the one mistake that everyone makes."""

    def __init__(self, rationale: str, expected: object = None, actual: object = None, help: str | None = None) -> None:
        super().__init__(rationale)
        self.expected = None if expected is None else str(expected)
        self.actual = None if actual is None else str(actual)
        self.help = help


class Attempt:
    """What came of a call that should be refused."""

    error: RemoteError | None = None


@contextlib.contextmanager
def refused() -> Iterator[Attempt]:
    """The call in this block is refused: by an exception that is meant, or by answering False."""
    attempt = Attempt()
    latest.forget()
    try:
        yield attempt
    except RemoteError as error:
        attempt.error = error
        if isinstance(error, _SLIPS) or (isinstance(error, _EITHER) and not error.deliberate):
            raise
        return
    if latest.answer is not False:
        raise Mismatch(
            "This should have been refused, but the calling code sees no refusal.",
            expected="an exception, or the answer False",
            actual="no exception" if latest.answer is None else f"the answer {_shown(latest.answer)}",
            help="Raise an exception or return False before anything changes. A printed message alone is not enough.",
        )


def _shown(answer: Any) -> str:
    """An answer; an object that looks like False is told apart from it."""
    text = show(answer)
    return f"{text}, an object of the class {about(answer)['type']}" if text == "False" else text


@contextlib.contextmanager
def raising(kind: Any) -> Iterator[Attempt]:
    """The call in this block raises an exception of the learner's class `kind`, or of a built-in one."""
    attempt = Attempt()
    wanted = kind.__name__
    try:
        yield attempt
    except RemoteError as error:
        if not error.is_a(wanted):
            raise Mismatch("Another exception came.", expected=wanted, actual=f"{error.type_name}: {error}") from None
        attempt.error = error
        return
    raise Mismatch("An exception should have come.", expected=wanted, actual="no exception")


def ended_well(finished: Finished) -> None:
    """The program ended with exit status 0."""
    if finished.exit_code != 0:
        raise Mismatch(
            "The program ended with an error.",
            expected="exit status 0",
            actual=f"exit status {finished.exit_code}",
            help="Read the last line that it printed: it names the error.",
        )
