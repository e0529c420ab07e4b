"""Starts the zygote and the learner's processes, and waits for them without ever waiting too long."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from grader.subject import ignition, wire
from grader.subject.limits import ORPHANS, Limits
from grader.subject.removal import remove_folder

COURSE = Path(__file__).resolve().parents[2]


class Launcher:
    """The zygote as seen from the process that decides."""

    def __init__(self, control: socket.socket, scratch_root: Path, pid: int | None) -> None:
        self.scratch_root = scratch_root
        self._control = control
        self._pid = pid
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
        """Begin to start a zygote, or take the one that was started ahead. Returns at once."""
        spark = ignition.ignite()
        return cls(spark.control, Path(spark.scratch_root), spark.pid)

    def fork(self) -> Launcher:
        """Another zygote, as warm as this one, for a parallel worker."""
        self.wait_until_warm()
        scratch_root = ignition.new_folder("journey-")
        ours, theirs = socket.socketpair()
        self._tell({"do": "fork", "scratch_root": scratch_root}, [theirs.fileno()])
        theirs.close()
        return Launcher(ours, Path(scratch_root), None)

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
        if self._pid is not None:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
        remove_folder(self.scratch_root)

    def spawn(self, order: dict[str, Any], limits: Limits, fds: list[int]) -> int:
        self._numbers += 1
        message = {"do": "spawn", "number": self._numbers, "limits": dict(vars(limits)), **order}
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

    def kill_below(self, number: int) -> None:
        """End what a process has started, and not the process itself."""
        self._tell({"do": "kill_below", "number": number})

    def signal(self, number: int, which: int) -> None:
        """Send a signal to a process and all those that it has started."""
        self._tell({"do": "signal", "number": number, "which": which})

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
        self.begin_to_sweep(kept)
        return self.swept()

    def begin_to_sweep(self, kept: Iterable[int]) -> None:
        self._tickets += 1
        self._tell({"do": "sweep", "ticket": self._tickets, "kept": list(kept)})

    def swept(self) -> bool:
        """Wait until it is done."""
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


@contextlib.contextmanager
def launched() -> Iterator[Launcher]:
    launcher = Launcher.start()
    try:
        yield launcher
    finally:
        launcher.close()
