"""A copy of this process, without what Python does after a fork for the sake of threads.

`os.fork` makes the locks of every module new, because a thread that is not copied may hold them. A process with one
thread needs none of it, and each of those locks lies on a page of memory that the copy must then have for itself.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any

_LIBRARY = os.path.dirname(os.__file__) + os.sep


def _c_fork() -> Any:
    """The C library's own `fork`, called as Python calls it: without letting anybody else go on meanwhile."""
    fork = ctypes.PyDLL(None, use_errno=True).fork
    fork.argtypes, fork.restype = (), ctypes.c_int
    return fork


_fork: Any = _c_fork() if sys.platform == "linux" else None


def copy_process() -> int:
    """As `os.fork`, from a process with one thread. Numbers drawn at random differ between copies, as ever."""
    if _fork is None:
        return os.fork()
    pid: int = _fork()
    if pid < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    if pid == 0 and (generator := _generator()) is not None:
        generator.seed()
    return pid


def drawn() -> Any:
    """What differs once a number was drawn at random, or the beginning of the row was set."""
    generator = _generator()
    return generator.getstate() if generator is not None else None


def _generator() -> Any:
    """Behind the functions of Python's own `random`, if that is loaded: a file of the learner's may be called so."""
    module = sys.modules.get("random")
    its_own = str(getattr(module, "__file__", "")).startswith(_LIBRARY)
    return getattr(module, "_inst", None) if its_own else None
