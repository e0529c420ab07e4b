"""Bounds for what a learner's file lets the grader itself do."""

from __future__ import annotations

import contextlib
import os
import resource
import threading
from collections.abc import Callable, Iterator

_PAGE = os.sysconf("SC_PAGE_SIZE")
_MEGABYTE = 1024 * 1024


class Late(Exception):
    """The time is up."""


@contextlib.contextmanager
def in_time(seconds: float, end: Callable[[], None]) -> Iterator[None]:
    """`end` is called if the block takes longer; whatever that leads to is `Late`."""
    is_late = threading.Event()

    def ring() -> None:
        is_late.set()
        end()

    timer = threading.Timer(seconds, ring)
    timer.start()
    try:
        yield
    except Exception:
        if is_late.is_set():
            raise Late from None
        raise
    finally:
        timer.cancel()
        timer.join()


@contextlib.contextmanager
def in_memory(megabytes: int) -> Iterator[None]:
    """A MemoryError is raised in the block if this process takes so much more. Linux only."""
    before = resource.getrlimit(resource.RLIMIT_DATA)
    used = _data_size()
    if used is None:
        yield
        return
    most = used + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most if before[1] < 0 else min(most, before[1]), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _data_size() -> int | None:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[5]) * _PAGE
    except OSError:
        return None
