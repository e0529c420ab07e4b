"""From an exception in a check to the reason that a learner reads."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import Any, NamedTuple

from grader.report import Cause
from grader.subject import faults
from grader.subject.launcher import ZygoteLost
from grader.subject.remote import Remote, about
from grader.subject.session import CheckMistake
from grader.subject.transcript import show

_ENGINE = str(Path(__file__).parent)
_MISTAKES_OF_A_CHECK = (CheckMistake, ZygoteLost, NameError, ImportError, SyntaxError)

STOOD_THERE = "There it was when its time was over."
_LONGEST = 1_000

# What beginners meet most often, and what to try.
_ADVICE = {
    "EOFError": 'It asked for input that never comes. Ask for input only under `if __name__ == "__main__":`.',
    "NameError": "Look for a name that is misspelled, or used before it is assigned.",
    "UnboundLocalError": "A name is used in a function before the function gives it a value.",
    "RecursionError": "A function calls itself too often. Look for the case that should stop it.",
    "IndentationError": "Look at the spaces at the start of this line and of the one above.",
    "SyntaxError": "Python cannot read this line. Look for a missing bracket, quote or colon, here or one line above.",
    "ModuleNotFoundError": "Look at the spelling of the import, and at where the imported file lies.",
    "MemoryError": faults.USED_UP["memory"][1],
    "SystemExit": "sys.exit() ends the whole program. Raise an exception or return a value instead.",
}


class Comparison(NamedTuple):
    """The comparison on which an assertion failed, in words."""

    expected: str
    actual: str

    @classmethod
    def of(cls, operator: str, left: Any, right: Any) -> Comparison:
        shown_left, shown_right = show(left), show(right)
        if shown_left == shown_right and isinstance(left, Remote):
            shown_left += f", an object of the class {about(left)['type']}"
        if operator in ("in", "not in") and isinstance(right, tuple):  # such as `status in (200, 204)`
            some = ", ".join(show(one) for one in right)
            return cls(f"one of {some}" if operator == "in" else f"none of {some}", shown_left)
        expected = {
            "==": shown_right,
            "is": shown_right,
            "!=": f"anything but {shown_right}",
            "is not": f"anything but {shown_right}",
            "in": f"something with {shown_left} in it",
            "not in": f"nothing with {shown_left} in it",
        }.get(operator, f"{operator} {shown_right}")
        return cls(expected, shown_right if operator in ("in", "not in") else shown_left)


class GraderFault(Exception):
    """The check or the engine is at fault. The message is the traceback, for the people who mend it."""


def explain(error: BaseException, comparison: Comparison | None) -> Cause:
    """The cause, for a learner; raises GraderFault if the learner's code is not to blame."""
    cause = _explained(error, comparison)
    for part in ("rationale", "expected", "actual", "help"):
        setattr(cause, part, shortened(getattr(cause, part)))
    return cause


def shortened(text: str | None) -> str | None:
    """A text that one can still read, whatever the learner's program has sent."""
    if text is None or len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}… ({len(text):,} characters)"


def _explained(error: BaseException, comparison: Comparison | None) -> Cause:
    if isinstance(error, faults.SubjectFault):
        return _of_fault(error)
    if isinstance(error, faults.RemoteError):
        return _of_remote_error(error)
    if type(error).__name__ == "Failed" and type(error).__module__ in ("builtins", "_pytest.outcomes"):
        return Cause(
            str(error.args[0] if error.args else error).replace("DID NOT RAISE", "No exception came; expected")
        )
    if isinstance(error, StopIteration | StopAsyncIteration):
        return Cause("A further value was asked for, but the stream has come to its end.")
    if isinstance(error, AssertionError):
        return _of_assertion(error, comparison)
    if isinstance(error, _MISTAKES_OF_A_CHECK) or _raised_in_engine(error) or _of_pytest(error):
        raise GraderFault("".join(traceback.format_exception(error)))
    return Cause(
        f"The answer is not of the kind that the brief asks for ({type(error).__name__}: {error}).",
        help="Compare the last answer above with what the brief says it should be.",
    )


def _of_fault(fault: faults.SubjectFault) -> Cause:
    where = fault.where._asdict() if fault.where else None
    return Cause(fault.rationale, help=fault.help or None, where=where)


def _of_remote_error(error: faults.RemoteError) -> Cause:
    name, message = error.type_name, str(error)
    where = error.where._asdict() if error.where else None
    trace = [
        f"{frame['file']}:{frame['line']} in {frame['name']}: {frame['text']}" for frame in error.details["frames"]
    ]
    rationale = f"{name}: {message}" if message else name
    advice = _ADVICE.get(name)
    if name == "SyntaxError" and re.search(r"codec can't decode|null bytes", message):
        advice = "The file is not UTF-8 text. Save it again with that encoding: in VS Code, at the bottom right."
    if name == "TypeError" and re.search(r"takes \d+ positional", message):
        advice = "Count the parameters. The first one of a method is `self`."
    return Cause(f"Your code raised {rationale}", help=advice, where=where, trace=trace)


def _of_assertion(error: AssertionError, comparison: Comparison | None) -> Cause:
    message = str(error).split("\nassert ")[0].strip()
    if message.startswith("assert "):
        message = ""
    cause = Cause(message, expected=getattr(error, "expected", None), actual=getattr(error, "actual", None))
    cause.help = getattr(error, "help", None)
    if comparison is not None and cause.expected is None:
        cause.expected, cause.actual = comparison.expected, comparison.actual
    if not cause.rationale:
        cause.rationale = "The answer is not the expected one." if comparison else "This does not hold yet."
    return cause


def _of_pytest(error: BaseException) -> bool:
    """Such as a fixture that does not exist."""
    return type(error).__module__.startswith("_pytest.")


def _raised_in_engine(error: BaseException) -> bool:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename.startswith(_ENGINE)
