"""How a program of the learner's ends: as in a plain interpreter, but without taking the interpreter itself apart.

Python frees every module when it shuts down. In a forked process that writes to nearly every page of memory, which
takes longer than most programs of learners run. What can be seen of a shutdown happens here all the same: threads
are waited for, `atexit` functions run, the learner's objects go, and files that are still open are written.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import gc
import io
import os
import signal
import sys
import threading
from typing import Any, NoReturn

from grader.subject import tasks

_WRITERS = (io.TextIOWrapper, io.BufferedWriter, io.BufferedRandom)  # a text is flushed into what lies below it
_NOT_ALL_WRITTEN = 120
GIVE_UP = signal.SIGURG  # comes to nobody by chance, and does nothing to those who do not know it
_waits_for_a_copy = False


def leave(status: int, root: str) -> NoReturn:
    """End this process with an exit status; the learner's modules lie below `root`."""
    with contextlib.suppress(BaseException):
        threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    written = _flush_standard_files()
    if threading.active_count() == 1:  # daemon threads still use what is there
        _let_go(root)
    _write_open_files()
    written &= _flush_standard_files()
    os._exit(status if written else _NOT_ALL_WRITTEN)


def status_of(child: int) -> int:
    """How a copy of this process has ended, waited for; the time that is over meanwhile is the copy's."""
    global _waits_for_a_copy
    _waits_for_a_copy = True
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        _waits_for_a_copy = False


def give_up(number: int, _: object) -> None:
    """At a signal that says that the time is over: what was printed is not lost, and it tells where all of it waits."""
    if _waits_for_a_copy:
        return
    _flush_standard_files()
    if number == GIVE_UP:
        faulthandler.dump_traceback(file=2)
        with contextlib.suppress(Exception):
            os.write(2, tasks.stacks().encode(errors="replace"))
    os._exit(128 + number)


def _flush_standard_files() -> bool:
    """Also the original ones: a program may have put others in their place."""
    flushed = [_flush(stream) for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)]
    return all(flushed)


def _flush(stream: Any) -> bool:
    try:
        if stream is not None and not stream.closed:
            stream.flush()
    except BaseException:
        return False
    return True


def _let_go(root: str) -> None:
    """Forget what the learner's modules hold, so that `__del__` runs; first what begins with an underscore."""
    for name, module in reversed(list(sys.modules.items())):
        file = getattr(module, "__file__", None)
        if name == "__main__" or (isinstance(file, str) and os.path.abspath(file).startswith(root + os.sep)):
            held = vars(module)
            for key in sorted(held, key=lambda key: not key.startswith("_")):
                if key != "__builtins__":
                    held[key] = None
    gc.collect()


def _write_open_files() -> None:
    for kind in _WRITERS:
        for found in gc.get_objects():
            if issubclass(type(found), kind):
                with contextlib.suppress(Exception):
                    found.flush()
