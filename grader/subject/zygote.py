"""A warm process that forks the learner's processes, keeps count of them and ends them all.

It is told what to do over a socket by the process that decides, and tells it when a child has ended.
When that socket closes, for whatever reason, it kills what is left, removes the scratch and ends.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import gc
import importlib
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Iterable

from grader.subject import cage, copying, family, ignition, landlock, processes, resident, serving, syscalls, wire
from grader.subject.becoming import Become, become_subject, forget_the_grader, remember_the_grader, renew_streams
from grader.subject.limits import MEGABYTE, Limits
from grader.subject.removal import remove_folder

# What serves applications, in parts that are otherwise loaded by the first request.
SERVERS = """
    uvicorn uvicorn.lifespan.on uvicorn.lifespan.off uvicorn.loops.asyncio uvicorn.protocols.http.h11_impl
    uvicorn.protocols.websockets.websockets_sansio_impl anyio.to_thread anyio._backends._asyncio
    fastapi.telemetry._runtime
""".split()
_TICK = 0.05
_MAX_FDS = 8


@dataclasses.dataclass
class Child:
    number: int
    pid: int
    limits: Limits
    scratch: str
    ended_for: str | None = None
    killed: bool = False


class Zygote:
    def __init__(self, control: socket.socket, scratch_root: str) -> None:
        self._control = control
        self._scratch_root = scratch_root
        self._children: dict[int, Child] = {}
        self._confined = False
        self._looked = 0.0
        self._wake_reader, self._wake_writer = os.pipe()

    def serve(self) -> None:
        self._listen_for_children()
        unpacker = wire.Unpacker()
        fds: list[int] = []
        try:
            wire.send(self._control, {"event": "hello", "rules": dataclasses.asdict(cage.rules())})
            while True:
                ready, _, _ = select.select([self._control.fileno(), self._wake_reader], [], [], self._patience())
                if self._wake_reader in ready:
                    os.read(self._wake_reader, 4096)
                self._reap()
                if self._control.fileno() in ready:
                    messages, came = wire.receive(self._control, unpacker, _MAX_FDS)
                    fds += came
                    for message in messages:
                        fds = self._obey(message, fds)
                self._watch_resources()
        except (wire.WireClosed, ConnectionError):
            self._end()

    def _patience(self) -> float | None:
        return _TICK if self._children else None

    def _listen_for_children(self) -> None:
        os.set_blocking(self._wake_writer, False)
        signal.set_wakeup_fd(self._wake_writer, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _obey(self, message: wire.Message, fds: list[int]) -> list[int]:
        """Do as told; the first of `fds` belong to this message, the rest is returned."""
        count = message.get("fds", 0)
        own, rest = fds[:count], fds[count:]
        if message["do"] == "spawn":
            self._spawn(message, own)
        elif message["do"] == "fork":
            self._fork_zygote(message["scratch_root"], own[0])
        elif message["do"] == "warm":
            warm_up(message["modules"], message["serves"])
            wire.send(self._control, {"event": "warm"})
        elif message["do"] == "kill":
            self._kill(message["number"])
        elif message["do"] == "kill_below":
            for child in self._children.values():
                if child.number == message["number"]:
                    _end_below(child.pid)
        elif message["do"] == "signal":
            self._signal(message["number"], message["which"])
        elif message["do"] == "sweep":
            kept = self._sweep(message["kept"])
            wire.send(self._control, {"event": "swept", "ticket": message["ticket"], "kept": kept})
        for fd in own:
            os.close(fd)
        return rest

    # -- making processes ------------------------------------------------------------------------

    def _fork_zygote(self, scratch_root: str, fd: int) -> None:
        """A second zygote for a parallel worker, as warm as this one."""
        if os.fork():
            return
        self._control.close()
        control = socket.socket(fileno=os.dup(fd))
        os.close(fd)
        os.close(self._wake_reader)
        os.close(self._wake_writer)
        main(control, scratch_root)

    def _spawn(self, message: wire.Message, fds: list[int]) -> None:
        forget_the_grader()
        if not self._confined:
            landlock.confine_signals()
            self._confined = True
        limits = Limits(**message["limits"])
        pid = copying.copy_process()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            raise Become(message, limits, fds)
        self._children[pid] = Child(message["number"], pid, limits, message["scratch"])

    # -- ending processes ------------------------------------------------------------------------

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            child = self._children.pop(pid, None)
            if child is not None:
                wire.send(
                    self._control,
                    {
                        "event": "ended",
                        "number": child.number,
                        "status": os.waitstatus_to_exitcode(status),
                        "for": child.ended_for,
                    },
                )

    def _kill(self, number: int, reason: str | None = None) -> None:
        for child in list(self._children.values()):
            if child.number == number:
                child.ended_for = child.ended_for or reason
                child.killed = True
                for send in (os.killpg, os.kill):
                    try:
                        send(child.pid, signal.SIGKILL)
                    except OSError:
                        continue

    def _signal(self, number: int, which: int) -> None:
        for child in self._children.values():
            if child.number == number:
                with contextlib.suppress(OSError):
                    os.killpg(child.pid, which)

    def _sweep(self, numbers: list[int]) -> bool:
        """End every descendant but those to be kept; return whether they are all still there.

        Those that a check started are known, and so are the branches of those that are kept. Whoever else is
        found hides, in a session of its own or as an orphan; then nothing is kept.
        """
        kept = {child.pid for child in self._children.values() if child.number in numbers and not child.killed}
        for pid, child in list(self._children.items()):
            if pid not in kept:
                self._kill(child.number)
                os.waitpid(pid, 0)
                del self._children[pid]
        for pid in kept:
            _end_below(pid)
        self._reap()
        if not set(family.children(os.getpid())) - kept:
            return len(kept & set(self._children)) == len(numbers)
        for child in list(self._children.values()):
            self._kill(child.number)
        self._sweep_all()
        return False

    def _sweep_all(self) -> None:
        while True:
            if self._signals_are_confined():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(-1, signal.SIGKILL)  # all that this process may signal: its descendants, at once
            else:
                family.kill_descendants()
            self._reap()
            try:
                os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
            except ChildProcessError:
                return

    def _signals_are_confined(self) -> bool:
        """Proof, not belief: a confined process cannot signal its parent."""
        if not self._confined or landlock.version() < 6:
            return False
        try:
            os.kill(os.getppid(), 0)
        except PermissionError:
            return True
        return False

    def _end(self) -> None:
        for child in list(self._children.values()):
            self._kill(child.number)
        self._children.clear()  # nobody is left to be told how they end
        if self._confined:
            self._sweep_all()
        self._control.close()
        remove_folder(self._scratch_root)

    # -- watching what they use ------------------------------------------------------------------

    def _watch_resources(self) -> None:
        now = time.monotonic()
        if not self._children or now - self._looked < _TICK:
            return
        self._looked = now
        tree = family.descendants(os.getpid())
        unlinked, memory = family.unlinked(tree), family.memory(tree)
        size = functools.cache(family.size)  # most children share a folder
        for child in list(self._children.values()):
            if len(tree) > child.limits.processes:
                self._kill(child.number, "processes")
                family.kill_descendants()
            elif unlinked + size(child.scratch, most := child.limits.scratch_mb * MEGABYTE) > most:
                self._kill(child.number, "scratch")
            elif memory > 2 * child.limits.memory_mb * MEGABYTE:
                self._kill(child.number, "memory")
                family.kill_descendants()


def _end_below(pid: int) -> None:
    """End what a process has started, and let it go on: what was below it may have stopped it."""
    family.end_family(pid)
    os.kill(pid, signal.SIGCONT)


def main(control: socket.socket, scratch_root: str) -> None:
    syscalls.become_subreaper()
    Zygote(control, scratch_root).serve()
    os._exit(0)


def warm_up(modules: Iterable[str], serves: bool = False) -> None:
    remember_the_grader()
    gc.disable()  # nothing of what is loaded goes away
    for name in (*modules, *(SERVERS if serves else ())):
        with contextlib.suppress(Exception):  # then it is imported, or fails, where it is used
            importlib.import_module(name)
    if "uvicorn" in sys.modules:
        serving.set_apart()
    with contextlib.suppress(Exception):
        if "fastapi" in sys.modules and "grader.subject.rehearsal" not in sys.modules:
            importlib.import_module("grader.subject.rehearsal").rehearse()
        if "sqlalchemy" in sys.modules and "grader.subject.rehearsal_sql" not in sys.modules:
            importlib.import_module("grader.subject.rehearsal_sql").rehearse()
            importlib.import_module("grader.subject.sqlplaces").install()
    with contextlib.suppress(Exception):
        if sys.modules.keys() & {"httpx", "httpx2", "bs4"}:
            importlib.import_module("grader.subject.rehearsal_web").rehearse()
        if sys.modules.keys() & {"pymongo", "redis.asyncio"}:
            importlib.import_module("grader.subject.rehearsal_stores").rehearse()
    if "anyio" in sys.modules:  # it brings a plug-in for pytest, which warns of what is loaded before it can rewrite it
        sys.modules["anyio"].__doc__ = "PYTEST_DONT_REWRITE"
    resident.note_shared_memory()
    gc.collect()
    gc.freeze()
    gc.enable()


def run(control_fd: int, scratch_root: str) -> Become:
    """Serve as a zygote. Only forked children return from here, with the order of what to become."""
    try:
        main(socket.socket(fileno=control_fd), scratch_root)
    except Become as order:
        return order
    raise AssertionError("a zygote ends without returning")


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # the isolated mode that this runs in ignores the environment variable
    os.environ.pop(ignition.TUNABLES, None)
    os.chdir("/")
    control_fd = int(sys.argv[1])
    os.closerange(3, control_fd)  # what the caller has open
    os.closerange(control_fd + 1, 1024)
    renew_streams()
    processes.install()
    warm_up(())
    cage.prepare()
    become_subject(run(control_fd, sys.argv[2]))
