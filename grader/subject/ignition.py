"""Starts the process that becomes a zygote.

It loads next to nothing, so that this can be the first thing that a command does: the zygote warms up while the
command finds out what it is asked to do.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
from typing import NamedTuple

_MEMORY_FILES = "/dev/shm"
_ROOM = 1024**3
# Memory that is asked for in large pieces comes in large pages, where the system has them: hashing a password takes
# 20 MB, which would otherwise come in 5,000 pieces, one fault each. Read by the C library at its start, never later.
TUNABLES = "GLIBC_TUNABLES"
_LARGE_PAGES = "glibc.malloc.hugetlb=1"


class Spark(NamedTuple):
    """A zygote that has been started: our end of its connection, the folder for its files, its process."""

    control: socket.socket
    scratch_root: str
    pid: int


_ahead: list[Spark] = []


def ahead() -> None:
    """Start one for whoever asks first."""
    _ahead.append(_start())


def ignite() -> Spark:
    return _ahead.pop() if _ahead else _start()


def put_out() -> None:
    """End the one that was started ahead, if nobody has asked for it."""
    while _ahead:
        spark = _ahead.pop()
        spark.control.close()
        os.kill(spark.pid, signal.SIGKILL)
        os.waitpid(spark.pid, 0)
        os.rmdir(spark.scratch_root)


def _start() -> Spark:
    scratch_root = new_folder("journey-")
    ours, theirs = socket.socketpair()
    theirs.set_inheritable(True)
    zygote = [sys.executable, "-I", "-m", "grader.subject.zygote", str(theirs.fileno()), scratch_root]
    nothing = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1)]
    environment = {**clean_environment(), TUNABLES: _LARGE_PAGES}
    try:
        pid = os.posix_spawn(sys.executable, zygote, environment, file_actions=nothing, setsid=True)
    finally:
        theirs.close()
    return Spark(ours, scratch_root, pid)


def clean_environment() -> dict[str, str]:
    """What learner code sees of the environment: nothing of the caller's."""
    return {
        "PATH": os.pathsep.join([os.path.dirname(sys.executable), "/usr/local/bin", "/usr/bin", "/bin"]),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "2",
        "TZ": os.environ.get("TZ", ""),
    }


def new_folder(prefix: str) -> str:
    """A folder that nobody else can enter: in memory, if there is plenty of it, else among the temporary files."""
    while True:
        folder = os.path.join(_roomy(), prefix + os.urandom(8).hex())
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
            return os.path.realpath(folder)


def _roomy() -> str:
    try:
        free = os.statvfs(_MEMORY_FILES)
    except OSError:
        free = None
    if free and free.f_bavail * free.f_frsize > _ROOM and os.access(_MEMORY_FILES, os.W_OK):
        return _MEMORY_FILES
    import tempfile  # slow to load, seldom needed

    return tempfile.gettempdir()
