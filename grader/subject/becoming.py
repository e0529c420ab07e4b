"""What a freshly forked child does first: it arranges its files, enters the cage, and becomes the subject."""

from __future__ import annotations

import faulthandler
import io
import os
import signal
import socket
import sys
import types
from typing import NoReturn

from grader.subject import cage, ending, program, reach, resident, serving, wire
from grader.subject.limits import Limits

_CHANNEL = 200  # above every file that the zygote holds
# A plain interpreter loads "abc" and "os" before any script can get in the way.
_NOT_REPLACEABLE = {"abc", "os", *sys.builtin_module_names}
_FORGOTTEN: dict[str, types.ModuleType] = {}
_COURSE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Become(BaseException):
    """Unwinds a freshly forked child to the top of the program, where it becomes the subject."""

    def __init__(self, message: wire.Message, limits: Limits, fds: list[int]) -> None:
        self.message = message
        self.limits = limits
        self.fds = fds


def become_subject(order: Become) -> NoReturn:
    """Enter the cage and live there: as a resident that answers, or as a program."""
    message, scratch = order.message, order.message["scratch"]
    os.setsid()
    is_program = "argv" in message
    _arrange_files(order.fds, is_program)
    for number in (ending.GIVE_UP, signal.SIGQUIT):
        signal.signal(number, ending.give_up)
    faulthandler.register(signal.SIGQUIT, file=2, chain=True)  # tells where each thread is, without waiting for Python
    home = os.path.join(os.path.dirname(scratch), "home")
    order.fds.clear()
    for name, value in {"HOME": home, "TMPDIR": home, "PWD": scratch, **message.get("env", {})}.items():
        os.environ[name] = value  # update() would ask what a mapping is, which writes on many pages of memory
    os.chdir(scratch)
    if message["reach"]:
        reach.open_file(message["reach"])
    cage.enter(os.path.dirname(scratch), order.limits, tuple(message["read"]), tuple(message["ports"]))
    os.closerange(3, _CHANNEL)
    os.closerange(_CHANNEL if is_program else _CHANNEL + 1, reach.FD)
    os.closerange(reach.FD + 1 if message["reach"] else reach.FD, 1024)
    _make_way_for_files(scratch)
    if message["reach"]:
        reach.record(scratch)
    if is_program:
        program.run(message["argv"], scratch)
    sys.path.insert(0, scratch)
    sys.argv = [""]
    serving.set_up_log()
    _live_as_resident(socket.socket(fileno=_CHANNEL), scratch)


def _live_as_resident(channel: socket.socket, scratch: str) -> NoReturn:
    """Answer until nobody asks. What the learner's code has replaced may break even this."""
    leave, write = os._exit, os.write
    status = 1
    try:
        resident.Resident(channel, scratch).serve()
        status = 0
    except BaseException as error:
        write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        leave(status)


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


def renew_streams() -> None:
    """Text streams as every child needs them, made before any fork: only once do they find out that these are pipes."""
    kept = [os.dup(fd) for fd in range(3)]
    reader, writer = os.pipe()
    for target, fd in enumerate((reader, writer, writer)):
        os.dup2(fd, target)
    for name, mode, fd in (("stdin", "r", 0), ("stdout", "w", 1), ("stderr", "w", 2)):
        old = getattr(sys, name)
        raw = io.FileIO(fd, mode, closefd=False)
        raw.name = f"<{name}>"
        buffer = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
        stream = io.TextIOWrapper(buffer, old.encoding, old.errors, "\n", line_buffering=name == "stderr")
        stream.mode = mode  # type: ignore[misc]
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    for target, fd in enumerate(kept):
        os.dup2(fd, target)
    for fd in (reader, writer, *kept):
        os.close(fd)


def forget_the_grader() -> None:
    """Before any fork: what is loaded of the grader stays, but no program of a learner's finds it."""
    if _COURSE not in sys.path:
        return
    sys.path.remove(_COURSE)
    _FORGOTTEN.update({name: module for name, module in sys.modules.items() if name.startswith("grader")})
    for name in _FORGOTTEN:
        sys.modules.pop(name, None)


def remember_the_grader() -> None:
    """So that more of it can be loaded."""
    if _COURSE in sys.path:
        return
    sys.path.append(_COURSE)
    sys.modules.update(_FORGOTTEN)
    _FORGOTTEN.clear()


def _make_way_for_files(scratch: str) -> None:
    """The learner's modules come first: a `random.py` of theirs is found as in a plain interpreter."""
    for entry in os.listdir(scratch):
        name = entry.removesuffix(".py")
        if name in sys.modules and name not in _NOT_REPLACEABLE:
            for loaded in [loaded for loaded in sys.modules if f"{loaded}.".startswith(f"{name}.")]:
                del sys.modules[loaded]
