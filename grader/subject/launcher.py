"""Starts the zygote and the learner's processes, and waits for them without ever waiting too long."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from grader.subject import wire
from grader.subject.limits import MEGABYTE, ORPHANS, Limits
from grader.subject.scratch import remove_folder

_MEMORY_FILES = "/dev/shm"
_ROOM = 1024 * MEGABYTE
COURSE = Path(__file__).resolve().parents[2]


def clean_environment() -> dict[str, str]:
    """What learner code sees of the environment: nothing of the caller's."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
        "LANG": "C.UTF-8",
        "TERM": "dumb",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "MALLOC_ARENA_MAX": "2",
        "TZ": os.environ.get("TZ", ""),
    }


class Launcher:
    """The zygote as seen from the process that decides."""

    def __init__(self, control: socket.socket, scratch_root: Path, zygote: subprocess.Popen[bytes] | None) -> None:
        self.scratch_root = scratch_root
        self._control = control
        self._zygote = zygote
        self._unpacker = wire.Unpacker()
        self._numbers = 0
        self._ended: dict[int, tuple[int, str | None]] = {}
        self._tickets = self._swept = 0
        self._all_kept = True
        self._folders = 0
        self._rules: dict[str, Any] = {}
        self._warming = False
        self.reach = ""  # a file in which learners' processes write down what they run, if a proof wants to know

    @classmethod
    def start(cls) -> Launcher:
        """Begin to start a zygote. Returns at once: it warms up while the caller does the same."""
        scratch_root = _make_scratch()
        ours, theirs = socket.socketpair()
        zygote = subprocess.Popen(
            [sys.executable, "-I", "-m", "grader.subject.zygote", str(theirs.fileno()), str(scratch_root)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=clean_environment(),
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        return cls(ours, scratch_root, zygote)

    def fork(self) -> Launcher:
        """Another zygote, as warm as this one, for a parallel worker."""
        self.wait_until_warm()
        scratch_root = _make_scratch()
        ours, theirs = socket.socketpair()
        self._tell({"do": "fork", "scratch_root": str(scratch_root)}, [theirs.fileno()])
        theirs.close()
        return Launcher(ours, scratch_root, None)

    def forget(self) -> None:
        """Close this end without ending the zygote: another process holds it too."""
        self._control.close()

    def close(self) -> None:
        """End the zygote and everything below it, and wait until it is gone."""
        with contextlib.suppress(OSError):
            self._control.shutdown(socket.SHUT_WR)
            while self._control.recv(65536):
                continue
        self._control.close()
        if self._zygote is not None:
            self._zygote.wait()
        remove_folder(self.scratch_root)

    def spawn(self, order: dict[str, Any], limits: Limits, fds: list[int]) -> int:
        self._numbers += 1
        message = {"do": "spawn", "number": self._numbers, "limits": dataclasses.asdict(limits), **order}
        message["reach"] = self.reach
        self._tell(message, fds)
        return self._numbers

    def rules(self) -> dict[str, Any]:
        """Which rules of the cage this machine enforces."""
        while not self._rules:
            self.read_events()
        return self._rules

    def sees_processes(self) -> bool:
        """Whether every process below a resident can be found and ended while the resident stays."""
        return ORPHANS in self.rules()["enforced"]

    def warm(self, modules: list[str], serves: bool = False) -> None:
        """Have these modules imported once, before anything is started that may need them."""
        if modules or serves:
            self._warming = True
            self._tell({"do": "warm", "modules": modules, "serves": serves})

    def wait_until_warm(self) -> None:
        """No learner pays with their time for what is imported before they begin."""
        while self._warming:
            self.read_events()

    def kill(self, number: int) -> None:
        self._tell({"do": "kill", "number": number})

    def make_folder(self) -> Path:
        """A new, empty scratch folder."""
        self._folders += 1
        folder = self.scratch_root / str(self._folders)
        for part in ("work", "home"):
            os.makedirs(folder / part)
        return folder

    def sweep(self, kept: Iterable[int] = ()) -> bool:
        """End every process that checks have started; return whether those to be kept are still there.

        A kept one stays, but nothing below it does.
        """
        self._tickets += 1
        self._tell({"do": "sweep", "ticket": self._tickets, "kept": list(kept)})
        while self._swept != self._tickets:
            self.read_events()
        self._ended.clear()
        return self._all_kept

    def fileno(self) -> int:
        return self._control.fileno()

    def read_events(self) -> None:
        try:
            events, _ = wire.receive(self._control, self._unpacker)
        except (wire.WireError, OSError) as error:
            raise ZygoteLost(f"the process that starts learners' programs is gone: {error}") from error
        for event in events:
            if event["event"] == "ended":
                self._ended[event["number"]] = (event["status"], event["for"])
            elif event["event"] == "hello":
                self._rules = event["rules"]
            elif event["event"] == "warm":
                self._warming = False
            elif event["event"] == "swept":
                self._swept, self._all_kept = event["ticket"], event["kept"]

    def how_it_ended(self, number: int) -> tuple[int, str | None] | None:
        return self._ended.get(number)

    def _tell(self, message: wire.Message, fds: list[int] | None = None) -> None:
        try:
            wire.send(self._control, {**message, "fds": len(fds or ())}, fds)
        except OSError as error:
            raise ZygoteLost(f"the process that starts learners' programs is gone: {error}") from error


class ZygoteLost(Exception):
    """A fault of the grader, never of the learner."""


def _make_scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="journey-", dir=roomy())).resolve()


def roomy() -> str | None:
    """Where files go that live for moments: in memory, if there is plenty of it."""
    return _MEMORY_FILES if _has_room(_MEMORY_FILES) else None


def _has_room(folder: str) -> bool:
    try:
        free = os.statvfs(folder)
    except OSError:
        return False
    return free.f_bavail * free.f_frsize > _ROOM and os.access(folder, os.W_OK)


@contextlib.contextmanager
def launched() -> Iterator[Launcher]:
    launcher = Launcher.start()
    try:
        yield launcher
    finally:
        launcher.close()
