"""Where a process of the learner's was when its time was over: Python tells it on standard error."""

from __future__ import annotations

import re

from grader.subject.faults import Where
from grader.subject.scratch import SCRATCH

_STACK = re.compile(r"^(?:Current thread|Thread) 0x", re.MULTILINE)
_FRAME = re.compile(r'^  File "(.{1,500})", line (\d{1,7}) in ', re.MULTILINE)


def told(errors: bytearray, start: int) -> tuple[Where, ...]:
    """What was told behind `start`, taken out of there: the innermost line first, the main thread before others."""
    text = errors[start:].decode("utf-8", "backslashreplace")
    if (found := _STACK.search(text)) is None:
        return ()
    errors[start:] = text[: found.start()].encode()
    stacks = _STACK.split(SCRATCH.sub("", text[found.start() :]))
    return tuple(Where(name, int(line)) for stack in reversed(stacks) for name, line in _FRAME.findall(stack))
