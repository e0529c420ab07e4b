"""The processes below this one: who they are, what they use, how to end them."""

from __future__ import annotations

import contextlib
import os
import select
import signal


def children(pid: int) -> list[int]:
    """The children of a process, as far as the system tells."""
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children", "rb") as file:
                found += map(int, file.read().split())
    except OSError:
        return found
    return found


def descendants(pid: int) -> list[int]:
    found = children(pid)
    for child in found:
        found += children(child)
    return found


def end_family(pid: int) -> None:
    """Kill what is below a process, and wait until it is dead."""
    for child in descendants(pid):
        try:
            handle = os.pidfd_open(child)
        except OSError:
            continue
        with contextlib.suppress(ProcessLookupError):  # it may be ending by itself
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        select.select([handle], [], [])
        os.close(handle)


def kill_descendants() -> None:
    """Stop all first, so that none can fork meanwhile, then kill."""
    seen: set[int] = set()
    while fresh := set(descendants(os.getpid())) - seen:
        seen |= fresh
        _signal_all(fresh, signal.SIGSTOP)
    _signal_all(seen, signal.SIGKILL)


def _signal_all(pids: set[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except OSError:
            continue


def memory(pids: list[int]) -> int:
    pages = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/statm") as file:
                fields = file.read().split()
        except OSError:
            continue
        pages += int(fields[1]) - int(fields[2])
    return pages * os.sysconf("SC_PAGE_SIZE")


def size(folder: str) -> int:
    """The room that files below a folder take up, as far as they can be reached."""
    total = 0
    waiting = [os.path.dirname(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    total += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            continue
    return total
