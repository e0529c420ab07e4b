"""What lies outside a submission: files, processes, listeners and secrets that no case may reach or change."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import secrets
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from grader.curriculum import COURSE
from grader.subject.launcher import Launcher

from .cases import EXERCISE

_SECRET_VARIABLE = "JOURNEY_TEST_SECRET"
_IPC_PRIVATE, _IPC_REMOVE, _IPC_STATUS = 0, 0, 2
_libc = ctypes.CDLL(None, use_errno=True)


class World:
    """Set up once, looked at again when everything has been graded."""

    def __init__(self, folder: Path) -> None:
        self.outside = folder
        self.secrets = {name: f"{name}-{secrets.token_hex(8)}" for name in ("file", "neighbour", "environment")}
        self._make_files()
        self._listeners = self._listen()
        self.bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        self.shared_memory = _libc.shmget(_IPC_PRIVATE, ctypes.c_size_t(4096), 0o600)
        self.queue = f"/journey-hostile-{os.getpid()}"
        self._has_queue = hasattr(_libc, "mq_open") and _libc.mq_open(self.queue.encode(), os.O_CREAT, 0o600, None) >= 0
        self._before = self._look()

    def targets(self) -> str:
        """A module that tells a submission where to aim."""
        places = {
            "COURSE": str(COURSE),
            "EXERCISE": str(EXERCISE.path),
            "OUTSIDE": str(self.outside),
            "HOME": str(Path.home()),
            "GRADER": os.getpid(),
            "BYSTANDER": self.bystander.pid,
            "TCP_PORT": self._listeners["TCP"].getsockname()[1],
            "UDP_PORT": self._listeners["UDP"].getsockname()[1],
            "UNIX_SOCKET": self._listeners["Unix"].getsockname(),
            "UNIX_DATAGRAMS": self._listeners["Unix datagrams"].getsockname(),
            "ABSTRACT_SOCKET": self._listeners["abstract"].getsockname()[1:].decode(),
            "SHARED_MEMORY": self.shared_memory,
            "QUEUE": self.queue,
        }
        return "".join(f"{name} = {value!r}\n" for name, value in places.items())

    def changes(self) -> list[str]:
        """Everything outside that is not as it was."""
        now = self._look()
        return [
            f"{what}: {self._before.get(what)} -> {now.get(what)}"
            for what in sorted(self._before.keys() | now.keys())
            if self._before.get(what) != now.get(what)
        ]

    def contacts(self) -> list[str]:
        """The listeners that somebody has reached."""
        return [name for name, listener in self._listeners.items() if _was_reached(listener)]

    def close(self) -> None:
        for listener in self._listeners.values():
            listener.close()
        self.bystander.communicate(b"\n")
        _libc.shmctl(self.shared_memory, _IPC_REMOVE, None)
        if self._has_queue:
            _libc.mq_unlink(self.queue.encode())

    # -- setting up ------------------------------------------------------------------------------

    def _make_files(self) -> None:
        neighbour = self.outside / "neighbour" / "day03"
        neighbour.mkdir(parents=True)
        (self.outside / "folder").mkdir()
        self.outside.chmod(0o755)
        for path, text, mode in (
            (self.outside / "secret.txt", self.secrets["file"], 0o600),
            (self.outside / "open-to-all.txt", "as it was", 0o666),
            (neighbour / "person.py", self.secrets["neighbour"], 0o644),
        ):
            path.write_text(text, encoding="utf-8")
            path.chmod(mode)
        os.environ[_SECRET_VARIABLE] = self.secrets["environment"]

    def _listen(self) -> dict[str, socket.socket]:
        here, name = ("127.0.0.1", 0), f"journey-hostile-{os.getpid()}"
        listeners = {
            "TCP": socket.create_server(here),
            "UDP": _bound(socket.AF_INET, socket.SOCK_DGRAM, here),
            "Unix": _bound(socket.AF_UNIX, socket.SOCK_STREAM, str(self.outside / "listener")),
            "Unix datagrams": _bound(socket.AF_UNIX, socket.SOCK_DGRAM, str(self.outside / "datagrams")),
            "abstract": _bound(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{name}"),
        }
        for listener in listeners.values():
            listener.setblocking(False)
        return listeners

    # -- looking ---------------------------------------------------------------------------------

    def _look(self) -> dict[str, object]:
        seen: dict[str, object] = {}
        for path in (self.outside, *self.outside.rglob("*")):
            seen[str(path)] = _state_of(path)
        for path in EXERCISE.path.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:  # pytest keeps what it has compiled
                seen[str(path)] = _state_of(path)
        for what, number in (("the grader", os.getpid()), ("the bystander", self.bystander.pid)):
            seen[what] = _state_of_process(number)
        seen["the shared memory"] = _libc.shmctl(self.shared_memory, _IPC_STATUS, ctypes.create_string_buffer(256))
        seen["the queue"] = self._has_queue and _libc.mq_open(self.queue.encode(), os.O_RDONLY) >= 0
        seen["the course"] = sorted(path.name for path in COURSE.iterdir() if not path.name.startswith("."))
        seen["the interpreter's file"] = _state_of(Path(os.__file__))
        seen["the temporary folder"] = sorted(Path("/tmp").glob("journey-hostile*"))
        return seen


def _bound(family: int, kind: int, address: object) -> socket.socket:
    listener = socket.socket(family, kind)
    listener.bind(address)
    if kind == socket.SOCK_STREAM:
        listener.listen()
    return listener


def _was_reached(listener: socket.socket) -> bool:
    try:
        listener.accept() if listener.type == socket.SOCK_STREAM else listener.recv(1)
    except BlockingIOError:
        return False
    return True


def _state_of(path: Path) -> tuple[object, ...]:
    found = path.lstat()
    content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(found.st_mode) else ""
    attributes = os.listxattr(path, follow_symlinks=False) if hasattr(os, "listxattr") else []
    return found.st_mode, found.st_uid, found.st_nlink, found.st_mtime_ns, content, attributes


def _state_of_process(number: int) -> tuple[object, ...]:
    if not hasattr(os, "sched_getaffinity"):
        return (os.getpriority(os.PRIO_PROCESS, number),)
    with open(f"/proc/{number}/stat", encoding="ascii") as file:
        alive = file.read().rsplit(")", 1)[1].split()[0] not in "TtXxZ"  # stopped, traced, dead
    limits = Path(f"/proc/{number}/limits").read_text(encoding="ascii")
    return (
        alive,
        os.getpriority(os.PRIO_PROCESS, number),
        os.sched_getaffinity(number),
        os.sched_getscheduler(number),
        limits,
    )


@contextlib.contextmanager
def world() -> Iterator[World]:
    """A world on the file system on which the grader makes its scratch copies, where links and moves could work."""
    launcher = Launcher.start()
    launcher.close()
    with tempfile.TemporaryDirectory(prefix="hostile-", dir=launcher.scratch_root.parent) as folder:
        made = World(Path(folder))
        try:
            yield made
        finally:
            made.close()
            del os.environ[_SECRET_VARIABLE]
