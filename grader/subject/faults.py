"""What can go wrong with a learner's code, in sentences. Raised to checks, shown in reports."""

from __future__ import annotations

import builtins
import signal
from collections.abc import Callable
from typing import Any, NamedTuple

from grader.subject import wire


class Where(NamedTuple):
    """A line of the learner's."""

    file: str
    line: int
    text: str = ""


class SubjectFault(Exception):
    """The learner's code could not answer. The message is the sentence for the report."""

    def __init__(self, rationale: str, advice: str = "", where: Where | None = None) -> None:
        super().__init__(rationale)
        self.rationale = rationale
        self.help = advice
        self.where = where
        self.trace: list[str] = []


class TimedOut(SubjectFault):
    """It did not answer in time. `stood` is where it was then, the innermost line first."""

    stood: tuple[Where, ...] = ()

    def in_words(self, rationale: str, advice: str) -> TimedOut:
        """The same, as it looks from somewhere else."""
        other = TimedOut(rationale, advice)
        other.stood = self.stood
        return other


class Died(SubjectFault):
    """Its process ended before it answered."""


class OutOfTurn(SubjectFault):
    """It sent something that is not an answer."""


class Unfit(SubjectFault):
    """Its answer cannot be shown outside: endless, cyclic or too large."""


class Missing(SubjectFault):
    """A file or a name that the brief asks for is not there."""


class TooMuch(SubjectFault):
    """It used more than its share: output, processes, memory, disk."""


USED_UP = {
    "processes": (
        "Your program started more processes than a check allows.",
        "Look for a loop that starts processes, or a process that starts itself again.",
    ),
    "scratch": (
        "Your program wrote more to disk than a check allows.",
        "Look for a loop that writes to a file without an end.",
    ),
    "memory": (
        "Your program used more memory than a check allows.",
        "Look for a list that grows in a loop, or read the file a piece at a time.",
    ),
}


def ended(status: int, reason: str | None) -> SubjectFault:
    """The sentence for a process that ended while a check was waiting for its answer."""
    if reason is not None:
        return TooMuch(*USED_UP[reason])
    if status < 0:
        return _killed(-status)
    return Died(
        f"Your program ended itself (exit status {status}).",
        "A check needs an answer. Look for os._exit, sys.exit or a closed connection, and return a value instead.",
    )


def _killed(number: int) -> SubjectFault:
    if number == signal.SIGXCPU:
        return TimedOut("Your program used up its processor time.", "Look for a loop that never ends.")
    advice: dict[int, str] = {
        signal.SIGSEGV: "Python itself crashed. Very deep recursion does this: look for a function that calls itself.",
        signal.SIGABRT: "Look for os.abort, or for memory running out.",
        signal.SIGKILL: "It was stopped from outside, most often because memory ran out.",
    }
    return Died(
        f"Your program was ended by the signal {_signal_name(number)}.",
        advice.get(number, "Look for code that sends signals or ends the process."),
    )


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)  # those for real-time use have none


class RemoteError(Exception):
    """An exception of the learner's code, here. Its class also derives from the nearest built-in one."""

    details: wire.Message
    remote: Any

    def __str__(self) -> str:
        return str(self.details["message"])

    @property
    def type_name(self) -> str:
        return str(self.details["type"])

    @property
    def deliberate(self) -> bool:
        """Whether a `raise` statement of the learner's threw it, rather than a slip."""
        return bool(self.details["deliberate"])

    @property
    def where(self) -> Where | None:
        frames = self.details["frames"]
        if syntax := self.details.get("syntax"):
            return Where(syntax["file"], syntax["line"])
        return Where(frames[-1]["file"], frames[-1]["line"], frames[-1]["text"]) if frames else None

    def is_a(self, name: str) -> bool:
        return name in self.details["bases"]

    def __getattr__(self, name: str) -> Any:
        """What the learner's exception carries: `error.balance`."""
        if name.startswith("__") or name in ("details", "remote"):
            raise AttributeError(name)
        return getattr(self.remote, name)


# Local twins of these would stop pytest, or cannot be made without their own arguments.
_NOT_TWINNED = (
    SystemExit,
    KeyboardInterrupt,
    GeneratorExit,
    BaseExceptionGroup,
    StopIteration,
    StopAsyncIteration,
    MemoryError,
)


def twin(details: wire.Message, remote: Any) -> RemoteError:
    """The local stand-in for an exception of the learner's."""
    kind = _twin_class(details)
    error = kind.__new__(kind)  # without the arguments that some built-in ones ask for
    error.details, error.remote = details, remote
    return error


def _twin_class(details: wire.Message) -> type[RemoteError]:
    builtin = getattr(builtins, str(details["builtin"]), Exception)
    if not (isinstance(builtin, type) and issubclass(builtin, Exception)) or issubclass(builtin, _NOT_TWINNED):
        builtin = Exception
    bases = (RemoteError,) if builtin is Exception else (RemoteError, builtin)
    name = str(details["type"])
    return type(name if name.isidentifier() else "UnnamedError", bases, _carried(builtin))


def _carried(builtin: type[Exception]) -> dict[str, Any]:
    """What Python's own exceptions carry: the stand-in asks the learner's for it."""
    names = ("args", "errno", "strerror", "filename")
    return {name: property(_asking(name)) for name in names if hasattr(builtin, name)}


def _asking(name: str) -> Callable[[RemoteError], Any]:
    return lambda error: getattr(error.remote, name)


def check_error(details: Any) -> wire.Message:
    """An error as it came over the wire, with everything in place; anything else is no answer."""
    try:
        shaped: wire.Message = {
            "type": str(details["type"])[:200],
            "bases": [str(base)[:200] for base in details["bases"]][:50],
            "builtin": str(details["builtin"]),
            "message": str(details["message"])[:20_000],
            "deliberate": details["deliberate"] is True,
            "object": details["object"],
            "frames": [
                {
                    "file": str(frame["file"])[:200],
                    "line": int(frame["line"]),
                    "name": str(frame["name"])[:200],
                    "text": str(frame["text"])[:300],
                }
                for frame in details["frames"][:50]
            ],
        }
        if "syntax" in details:
            shaped["syntax"] = {"file": str(details["syntax"]["file"])[:200], "line": int(details["syntax"]["line"])}
        if "missing_module" in details:
            shaped["missing_module"] = str(details["missing_module"])[:200]
        if "offers" in details:
            shaped["offers"] = [str(name)[:100] for name in details["offers"][:200]]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
        raise wire.WireError("an error came in a shape that cannot be read") from None
    return shaped
