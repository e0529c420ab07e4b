"""Writes down which functions of the learner's code are entered, for proofs: a change elsewhere changes nothing."""

from __future__ import annotations

import os
import sys
import threading
from types import CodeType, FrameType

FD = 240  # above every other file of a learner's process


def open_file(path: str) -> None:
    """Open it while that is still possible. It stays open in every process below."""
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(fd, FD)
    os.close(fd)


def record(root: str) -> None:
    """From now on, the first time that a function of a file below this folder is entered is a line in the open file."""
    seen: set[CodeType] = set()
    write, join, relpath = os.write, os.path.join, os.path.relpath

    def entered(frame: FrameType, _event: str, _argument: object) -> None:
        code = frame.f_code
        if code not in seen:
            seen.add(code)
            name = join(root, code.co_filename)
            if name.startswith(f"{root}/"):
                write(FD, f"{relpath(name, root)}:{code.co_firstlineno}\n".encode())

    threading.settrace(entered)
    sys.settrace(entered)
