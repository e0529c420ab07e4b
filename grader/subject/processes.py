"""Processes of the learner's: semaphores without files, and no sockets.

Python's own semaphores have a name below /dev/shm, where all processes of the machine meet; the cage closes it.
These live in memory that is shared with forked children only. `multiprocessing` and `concurrent.futures` work with
them as ever.
"""

from __future__ import annotations

import sys
import threading
import time
from importlib.machinery import ModuleSpec, PathFinder
from typing import Any, ClassVar

_RECURSIVE = 0
_MOST = 2**31 - 1


class SharedSemaphore:
    """In the place of `_multiprocessing.SemLock`: the same methods, and what they do."""

    SEM_VALUE_MAX = _MOST

    def __init__(self, kind: int, value: int, maxvalue: int, _name: str, _unlink: bool) -> None:
        import ctypes  # seldom needed
        import mmap

        self.kind, self.maxvalue, self.name, self.handle = kind, maxvalue, None, 0
        self._depth, self._owner = 0, 0
        self._memory = mmap.mmap(-1, 64)
        self._place = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(self._memory)))
        self._ctypes = ctypes
        self._calls = ctypes.CDLL(None, use_errno=True)
        if self._calls.sem_init(self._place, 1, ctypes.c_uint(value)):
            raise OSError(ctypes.get_errno(), "no semaphore can be made")

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        if self.kind == _RECURSIVE and self._is_mine():
            self._depth += 1
            return True
        if not self._wait(block, timeout):
            return False
        self._depth, self._owner = self._depth + 1, threading.get_ident()
        return True

    def _wait(self, block: bool, timeout: float | None) -> bool:
        if not block or (timeout is not None and timeout <= 0):
            return bool(self._calls.sem_trywait(self._place) == 0)
        end = None if timeout is None else time.time() + timeout
        while True:
            if end is None:
                failed = self._calls.sem_wait(self._place)
            else:
                moment = (self._ctypes.c_long * 2)(int(end), int(end % 1 * 1e9))
                failed = self._calls.sem_timedwait(self._place, moment)
            if not failed:
                return True
            if self._ctypes.get_errno() != 4:  # EINTR: a signal came in between, and its handler runs before we go on
                return False

    def release(self) -> None:
        if self.kind == _RECURSIVE:
            if not self._is_mine():
                raise AssertionError("attempt to release recursive lock not owned by thread")
            if self._depth > 1:
                self._depth -= 1
                return
        elif self._get_value() >= self.maxvalue:
            raise ValueError("semaphore or lock released too many times")
        self._depth -= 1
        self._calls.sem_post(self._place)

    def _is_mine(self) -> bool:
        return self._depth > 0 and self._owner == threading.get_ident()

    def _count(self) -> int:
        return self._depth

    def _get_value(self) -> int:
        value = self._ctypes.c_int()
        self._calls.sem_getvalue(self._place, self._ctypes.byref(value))
        return value.value

    def _is_zero(self) -> bool:
        return self._get_value() == 0

    def _after_fork(self) -> None:
        self._depth = 0

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *error: object) -> None:
        self.release()


def _use_own_folder(heap: Any) -> None:
    """Shared values lie in the learner's own folder for temporary files."""
    heap.Arena._dir_candidates = []


def _fork_by_default(context: Any) -> None:
    """From Python 3.14 on, new processes come from a server that listens on a socket. The cage allows none."""
    context._default_context._default_context = context._concrete_contexts["fork"]


class _Changes:
    """An import hook: what is other in the cage, as soon as it is loaded."""

    _by_module: ClassVar = {"multiprocessing.heap": _use_own_folder, "multiprocessing.context": _fork_by_default}

    @classmethod
    def find_spec(cls, name: str, path: Any, _target: Any = None) -> ModuleSpec | None:
        if name not in cls._by_module or (spec := PathFinder.find_spec(name, path)) is None:
            return None
        loader: Any = spec.loader
        load = loader.exec_module

        def load_and_change(module: Any) -> None:
            load(module)
            cls._by_module[name](module)

        loader.exec_module = load_and_change
        return spec


def install() -> None:
    """Let `multiprocessing` use all this. The cage of other systems leaves Python's own alone."""
    if sys.platform == "linux":
        import _multiprocessing  # type: ignore[import-not-found]

        _multiprocessing.SemLock = SharedSemaphore
        sys.meta_path.insert(0, _Changes)
