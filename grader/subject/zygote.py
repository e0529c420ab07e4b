"""A warm process that forks the learner's processes, keeps count of them and ends them all.

It is told what to do over a socket by the process that decides, and tells it when a child has ended.
When that socket closes, for whatever reason, it kills what is left, removes the scratch and ends.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import importlib
import os
import select
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterable

from grader.subject import cage, landlock, program, resident, syscalls, wire
from grader.subject.limits import MEGABYTE, Limits

# Imported once, here, so that no check pays for them. What else an exercise imports is asked for by name;
# every module makes each fork a little slower, so the large ones (asyncio, above all) are not in this list.
WARM_MODULES = """
    abc argparse ast base64 collections contextlib copy csv dataclasses datetime decimal enum functools heapq
    inspect itertools json logging math operator os pathlib queue random re shutil string subprocess sys tempfile
    textwrap threading time traceback types typing uuid
""".split()
# A plain interpreter loads "abc" and "os" before any script can get in the way.
_NOT_REPLACEABLE = {"abc", "os", *sys.builtin_module_names}
_COURSE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_TICK = 0.05
_MAX_FDS = 8
_CHANNEL = 200  # above every file that the zygote holds


@dataclasses.dataclass
class Child:
    number: int
    pid: int
    limits: Limits
    scratch: str
    ended_for: str | None = None


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
        wire.send(self._control, {"event": "hello", "rules": dataclasses.asdict(cage.rules())})
        unpacker = wire.Unpacker()
        fds: list[int] = []
        try:
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
            warm_up(message["modules"])
        elif message["do"] == "kill":
            self._kill(message["number"])
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
        if not self._confined:
            landlock.confine_signals()
            self._confined = True
        limits = Limits(**message["limits"])
        pid = os.fork()
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
                for send in (os.killpg, os.kill):
                    try:
                        send(child.pid, signal.SIGKILL)
                    except OSError:
                        continue

    def _sweep(self, numbers: list[int]) -> bool:
        """End every descendant but those to be kept; return whether they are all still there.

        Those that a check started are known, and so are the branches of those that are kept. Whoever else is
        found hides, in a session of its own or as an orphan; then nothing is kept.
        """
        kept = {child.pid for child in self._children.values() if child.number in numbers}
        for pid, child in list(self._children.items()):
            if pid not in kept:
                self._kill(child.number)
                os.waitpid(pid, 0)
                del self._children[pid]
        for pid in kept:
            _end_family(pid)
        self._reap()
        if not set(_children(os.getpid())) - kept:
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
                _kill_descendants()
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
        remove(self._scratch_root)

    # -- watching what they use ------------------------------------------------------------------

    def _watch_resources(self) -> None:
        now = time.monotonic()
        if not self._children or now - self._looked < _TICK:
            return
        self._looked = now
        tree = _descendants(os.getpid())
        for child in list(self._children.values()):
            if len(tree) > child.limits.processes:
                self._kill(child.number, "processes")
                _kill_descendants()
            elif _size(child.scratch) > child.limits.scratch_mb * MEGABYTE:
                self._kill(child.number, "scratch")
            elif _memory(tree) > 2 * child.limits.memory_mb * MEGABYTE:
                self._kill(child.number, "memory")
                _kill_descendants()


class Become(BaseException):
    """Unwinds a freshly forked child to the top of the program, where it becomes the subject."""

    def __init__(self, message: wire.Message, limits: Limits, fds: list[int]) -> None:
        self.message = message
        self.limits = limits
        self.fds = fds


def become_subject(order: Become) -> None:
    """Enter the cage and live there: as a resident that answers, or as a program."""
    message, scratch = order.message, order.message["scratch"]
    os.setsid()
    is_program = "argv" in message
    _arrange_files(order.fds, is_program)
    home = os.path.join(os.path.dirname(scratch), "home")
    order.fds.clear()
    os.environ.update(HOME=home, TMPDIR=home, PWD=scratch, **message.get("env", {}))
    os.chdir(scratch)
    cage.enter(os.path.dirname(scratch), order.limits, tuple(message["read"]), tuple(message["ports"]))
    os.closerange(3, _CHANNEL)
    os.closerange(_CHANNEL if is_program else _CHANNEL + 1, 1024)
    _forget_the_grader(scratch)
    if is_program:
        program.run(message["argv"])
        return
    sys.path.insert(0, scratch)
    sys.argv = [""]
    resident.Resident(socket.socket(fileno=_CHANNEL), scratch).serve()
    os._exit(0)


def _arrange_files(fds: list[int], is_program: bool) -> None:
    """Standard input, output and error, the channel of a resident, and nothing else stays open."""
    if is_program:
        standard = list(fds)
    else:
        channel, *outputs = fds
        standard = [os.open(os.devnull, os.O_RDONLY), *outputs]
        os.dup2(channel, _CHANNEL, inheritable=False)
    for target, fd in enumerate([os.dup2(fd, _CHANNEL + 1 + index) for index, fd in enumerate(standard)]):
        os.dup2(fd, target)


def _forget_the_grader(scratch: str) -> None:
    """The learner's modules come first: a `random.py` of theirs is found as in a plain interpreter."""
    if _COURSE not in sys.path:
        return
    sys.path.remove(_COURSE)
    forgotten = [name for name in sys.modules if name.startswith("grader")]
    for entry in os.listdir(scratch):
        name = entry.removesuffix(".py")
        if name in sys.modules and name not in _NOT_REPLACEABLE:
            forgotten += [loaded for loaded in sys.modules if f"{loaded}.".startswith(f"{name}.")]
    for name in forgotten:
        sys.modules.pop(name, None)


def _children(pid: int) -> list[int]:
    """The children of a process, as far as the system tells."""
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children", "rb") as file:
                found += map(int, file.read().split())
    except OSError:
        return found
    return found


def _descendants(pid: int) -> list[int]:
    found = _children(pid)
    for child in found:
        found += _children(child)
    return found


def _end_family(pid: int) -> None:
    """Kill what is below a process, and wait until it is dead."""
    for child in _descendants(pid):
        try:
            handle = os.pidfd_open(child)
        except OSError:
            continue
        with contextlib.suppress(ProcessLookupError):  # it may be ending by itself
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        select.select([handle], [], [])
        os.close(handle)


def _kill_descendants() -> None:
    """Stop all first, so that none can fork meanwhile, then kill."""
    seen: set[int] = set()
    while fresh := set(_descendants(os.getpid())) - seen:
        seen |= fresh
        _signal_all(fresh, signal.SIGSTOP)
    _signal_all(seen, signal.SIGKILL)


def _signal_all(pids: set[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except OSError:
            continue


def _memory(pids: list[int]) -> int:
    pages = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/statm") as file:
                fields = file.read().split()
        except OSError:
            continue
        pages += int(fields[1]) - int(fields[2])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _size(folder: str) -> int:
    total = 0
    for parent, _, files in os.walk(os.path.dirname(folder)):
        for name in files:
            try:
                total += os.lstat(os.path.join(parent, name)).st_blocks * 512
            except OSError:
                continue
    return total


def remove(folder: str) -> None:
    """Remove a scratch folder, also where a program has taken permissions away."""
    for parent, folders, _ in os.walk(folder):
        for name in folders:
            with contextlib.suppress(OSError):
                os.chmod(os.path.join(parent, name), 0o700, follow_symlinks=False)
    shutil.rmtree(folder, ignore_errors=True)


def main(control: socket.socket, scratch_root: str) -> None:
    syscalls.become_subreaper()
    Zygote(control, scratch_root).serve()
    os._exit(0)


def warm_up(modules: Iterable[str]) -> None:
    for name in modules:
        with contextlib.suppress(Exception):  # then it is imported, or fails, where it is used
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def run(control_fd: int, scratch_root: str) -> Become:
    """Serve as a zygote. Only forked children return from here, with the order of what to become."""
    try:
        main(socket.socket(fileno=control_fd), scratch_root)
    except Become as order:
        return order
    raise AssertionError("a zygote ends without returning")


if __name__ == "__main__":
    sys.dont_write_bytecode = True  # the isolated mode that this runs in ignores the environment variable
    warm_up(WARM_MODULES)
    cage.prepare()
    become_subject(run(int(sys.argv[1]), sys.argv[2]))
