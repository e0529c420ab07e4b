"""The processes below this one: who they are, what they use, how to end them."""

from __future__ import annotations

import contextlib
import os
import select
import signal

_PIECE = 1 << 16
_EMPTY_FILE = 4096  # the least that a file takes up, with its name


def children(pid: int) -> list[int]:
    """The children of a process, as far as the system tells."""
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            found += map(int, _content(f"/proc/{pid}/task/{task}/children").split())
    except OSError:
        return found
    return found


def _content(path: str) -> bytes:
    """All that a file of the system holds; `open` would ask several things more about each."""
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return b"".join(iter(lambda: os.read(file, _PIECE), b""))
    finally:
        os.close(file)


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
    """What processes have taken for themselves or share with each other, without what they were forked with."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/status", encoding="utf-8", errors="replace") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith(("RssAnon:", "RssShmem:")))
        except OSError:
            continue
    return total * 1024


def unlinked(pids: list[int]) -> int:
    """The room taken by open files that have no name any more."""
    found: dict[tuple[int, int], int] = {}
    for pid in pids:
        try:
            for name in os.listdir(f"/proc/{pid}/fd"):
                status = os.stat(f"/proc/{pid}/fd/{name}")
                if status.st_nlink == 0:
                    found[status.st_dev, status.st_ino] = status.st_blocks * 512
        except OSError:
            continue
    return sum(found.values())


def size(folder: str, most: int) -> int:
    """The room that what is below a folder takes up, as far as it can be reached; counted until it is too much."""
    total = 0
    waiting = [os.path.dirname(folder)]
    while waiting and total <= most:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    total += max(entry.stat(follow_symlinks=False).st_blocks * 512, _EMPTY_FILE)
                    if total > most:
                        break
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError:
            continue
    return total
