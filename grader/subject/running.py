"""One process of the learner's: what is asked of it, what it prints, how it ends. Never waits too long."""

from __future__ import annotations

import contextlib
import math
import os
import select
import selectors
import signal
import socket
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from grader.subject import faults, whereabouts, wire
from grader.subject.ending import GIVE_UP
from grader.subject.launcher import Launcher
from grader.subject.limits import Limits
from grader.subject.streams import Streams

_PATIENCE = 0.5  # for the news that a process has ended, once its connection is closed
_PART, _MORE = 4, 2  # of the seconds of a check, who still answers has at least a quarter for each, and as often again


class Seat(NamedTuple):
    """The connections to a resident."""

    number: int
    limits: Limits
    channel: socket.socket
    outputs: tuple[int, int]


class Running:
    """One process of the learner's: its channel, what it prints, how it ends."""

    def __init__(self, launcher: Launcher, limits: Limits, deadline: float) -> None:
        self._launcher = launcher
        self._limits = limits
        self.deadline = deadline
        self._asked = time.monotonic()
        self.number = 0
        self._selector = selectors.PollSelector()
        self._selector.register(launcher, selectors.EVENT_READ, self._read_events)
        self._streams = Streams(self._selector, limits.output_kb, self.kill)
        self._unpacker = wire.Unpacker()
        self._answers: list[wire.Message] = []
        self._attended: set[socket.socket] = set()
        self._closed = False
        self._channel: socket.socket | None = None
        self._trunk: Running | None = None
        self._was_ended = False
        self._branches = 0
        self._has_branch = False

    @classmethod
    def resident(
        cls,
        launcher: Launcher,
        folder: Path,
        limits: Limits,
        deadline: float,
        ports: Iterable[int] = (),
        env: Mapping[str, str] | None = None,
    ) -> Running:
        """Start a resident in a folder. It may connect to the ports."""
        channel, theirs, outputs, writers = _connections()
        order = {"scratch": str(folder / "work"), "read": [], "ports": list(ports), "env": dict(env or {})}
        number = launcher.spawn(order, limits, [theirs.fileno(), *writers])
        theirs.close()
        for fd in writers:
            os.close(fd)
        return cls._talking(launcher, Seat(number, limits, channel, outputs), deadline)

    @classmethod
    def _talking(cls, launcher: Launcher, seat: Seat, deadline: float) -> Running:
        running = cls(launcher, seat.limits, deadline)
        running.number = seat.number
        running._channel = seat.channel
        seat.channel.setblocking(False)
        running._selector.register(seat.channel, selectors.EVENT_READ, running._read_channel)
        running._streams.follow(*seat.outputs)
        return running

    @classmethod
    def program(
        cls, launcher: Launcher, order: dict[str, Any], limits: Limits, stdin: bytes, deadline: float
    ) -> Running:
        """Start a command."""
        running = cls(launcher, limits, deadline)
        outputs, writers = _pipes()
        running._streams.follow(*outputs)
        theirs = [running._streams.feed(stdin), *writers]
        running.number = launcher.spawn(order, limits, theirs)
        for fd in theirs:
            os.close(fd)
        return running

    def branch(self, deadline: float, listener: socket.socket | None = None, name: str = "") -> Running:
        """A copy of this resident as it is now, in a process of its own, below it.

        With a socket, it becomes the server of an application by that name, and is not asked anything.
        """
        assert self._channel is not None
        self._branches += 1
        self._has_branch = True
        channel, theirs, outputs, writers = _connections()
        fds = [theirs.fileno(), *writers, *([listener.fileno()] if listener else [])]
        self._channel.setblocking(True)
        try:
            wire.send(self._channel, {"id": self._branches, "do": "branch", "app": name}, fds)
        except OSError:
            pass  # it is gone: the branch's channel is closed, and the first question says so
        finally:
            self._channel.setblocking(False)
            theirs.close()
            for fd in writers:
                os.close(fd)
        branch = Running._talking(self._launcher, Seat(self.number, self._limits, channel, outputs), deadline)
        branch._trunk = self
        return branch

    def is_alone(self, patience: float) -> bool:
        """Whether the last branch has ended, as this resident tells. Until then, it does nothing else."""
        if self._has_branch and self._branch_status(patience) is not None:
            self._has_branch = False
            self._answers.clear()
        return not self._has_branch

    def _branch_status(self, patience: float) -> int | None:
        """How the branch has ended, as this resident tells it."""
        deadline = time.monotonic() + patience
        with contextlib.suppress(faults.SubjectFault):
            while (status := self._told_status()) is None and not self._closed:
                if (left := deadline - time.monotonic()) <= 0:
                    break
                for key, _ in self._selector.select(left):
                    key.data()
            return status
        return None

    def _told_status(self) -> int | None:
        for answer in self._answers:
            status = answer.get("ended")
            if answer.get("id") == self._branches and isinstance(status, int) and -65 < status < 256:
                return status
        return None

    # -- talking ---------------------------------------------------------------------------------

    def ask(self, request: wire.Message) -> wire.Message:
        """Send a request and wait for its answer, whatever else happens meanwhile."""
        assert self._channel is not None
        self._asked = time.monotonic()
        if self._answers or not self._unpacker.empty:
            raise self._out_of_turn("it spoke before it was asked")
        try:
            data = memoryview(wire.pack(request))
        except wire.WireError as error:
            raise faults.Unfit(f"What the check sends is too large: {error}") from None
        while data:
            try:
                data = data[self._channel.send(data) :]
            except BlockingIOError:
                self._step(writing=True)
            except OSError:
                break
        while not self._answers:
            self._step()
            if self._closed and not self._answers:
                raise self._death()
        answer = self._answers.pop(0)
        if answer.get("id") != request["id"] or self._answers:
            raise self._out_of_turn("the answer does not belong to the question")
        return answer

    def hand_over(self, request: wire.Message, listener: socket.socket) -> None:
        """Send a request with an open socket, and wait until the process has taken it."""
        assert self._channel is not None
        self._channel.setblocking(True)
        try:
            wire.send(self._channel, request, [listener.fileno()])
        except OSError:
            raise self._death() from None
        finally:
            self._channel.setblocking(False)
            listener.close()
        while not self._answers:
            self._step()
            if self._closed and not self._answers:
                raise self._death()
        self._answers.clear()

    def attend(self, connection: socket.socket, events: int, on_ready: Callable[[], None]) -> None:
        """While this process is waited for, look after a connection, too."""
        if connection in self._attended:
            self._selector.modify(connection, events, on_ready)
        else:
            self._selector.register(connection, events, on_ready)
            self._attended.add(connection)

    def neglect(self, connection: socket.socket) -> None:
        if connection in self._attended:
            self._selector.unregister(connection)
            self._attended.remove(connection)

    def wait_until(self, done: Callable[[], bool]) -> None:
        """Wait until something has happened; the end of the process is the end of all hope."""
        self._asked = time.monotonic()
        while not done():
            if self._closed:
                raise self._death()
            self._step()

    def pause(self, seconds: float, done: Callable[[], bool]) -> bool:
        """Wait for something that may never happen, and say whether it did."""
        end = time.monotonic() + seconds
        while not done() and (left := end - time.monotonic()) > 0 and not self._closed:
            for key, _ in self._selector.select(left):
                key.data()
        return done()

    def look_for_its_end(self, seconds: float) -> None:
        """Something has broken off: say how the process has ended, if that is the reason."""
        if self.pause(seconds, lambda: self._closed):
            raise self._death()

    @property
    def has_errors(self) -> bool:
        """Whether something stands on standard error that nobody has read yet."""
        return bool(self._streams.errors)

    def wait(self) -> int:
        """Wait for the process to end and its output to close; return its exit status."""
        while (ending := self._launcher.how_it_ended(self.number)) is None:
            self._step()
        self._streams.drain()
        status, reason = ending
        if reason is not None:
            raise faults.ended(status, reason)
        return status

    def output(self) -> tuple[str, str]:
        """What it has printed since the last time, on standard output and standard error."""
        return self._streams.take()

    def kill(self) -> None:
        self._launcher.kill(self.number)

    def end(self) -> None:
        """Kill it because it has done its work: the resident that it is a copy of may be copied again."""
        if self._trunk is None:
            self.kill()
        else:
            self._launcher.kill_below(self.number)
            self._was_ended = True

    def frees_its_resident(self) -> bool:
        """Whether it was a copy that has ended, so that the resident hears of others."""
        return self._was_ended and self._trunk is not None and self._trunk.is_alone(_PATIENCE)

    def close(self) -> None:
        for key in list(self._selector.get_map().values()):
            if key.fd != self._launcher.fileno():
                self._selector.unregister(key.fileobj)
                if isinstance(key.fileobj, int):
                    os.close(key.fileobj)
        self._selector.close()
        while self._attended:  # connections whose answer nobody has waited for
            self._attended.pop().close()
        self._streams.close()
        if self._channel is not None:
            self._channel.close()

    # -- waiting ---------------------------------------------------------------------------------

    @property
    def _end(self) -> float:
        """When its time is over. All that a check asks has some seconds together.

        On a slow machine these may be over though each answer came: whatever is asked then has a part of them again.
        """
        seconds = self._limits.seconds
        return max(self.deadline, min(self._asked + seconds / _PART, self.deadline + _MORE * seconds))

    def _step(self, writing: bool = False) -> None:
        """Wait for the next thing to happen and take note of it."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self._timed_out()
        if writing and self._channel is not None:
            self._selector.modify(self._channel, selectors.EVENT_READ | selectors.EVENT_WRITE, self._read_channel)
        for key, events in self._selector.select(left):
            if events & selectors.EVENT_READ or not writing:
                key.data()
        if writing and self._channel is not None and not self._closed:
            self._selector.modify(self._channel, selectors.EVENT_READ, self._read_channel)

    def _read_events(self) -> None:
        self._launcher.read_events()
        if self._launcher.how_it_ended(self.number) is not None:
            self._closed = True

    def _read_channel(self) -> None:
        assert self._channel is not None
        try:
            data = self._channel.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._closed = True
            self._selector.unregister(self._channel)
            return
        try:
            self._answers += self._unpacker.feed(data)
        except wire.WireError as error:
            raise self._out_of_turn(str(error)) from None

    # -- sentences -------------------------------------------------------------------------------

    def _timed_out(self) -> faults.SubjectFault:
        did_not = "gave no answer" if self._channel else "did not end"
        fault = faults.TimedOut(
            f"Your program {did_not} within {self._limits.seconds:g} seconds.",
            "Look for a loop that never ends, or for code that waits for input.",
        )
        fault.stood = self._quit()
        self.deadline = -math.inf  # whatever else is asked of it comes too late
        return fault

    def _quit(self) -> tuple[faults.Where, ...]:
        """End it, and hear where it was. Who does not obey is killed.

        Python tells between two steps, or in the middle of one that does not end: there, it may break down over it.
        """
        self._streams.drain()
        errors = self._streams.errors
        start = len(errors)
        for which in (GIVE_UP, signal.SIGQUIT):
            self._launcher.signal(self.number, which)
            deadline = time.monotonic() + _PATIENCE / 2
            while (outputs := self._streams.still_open) and (left := deadline - time.monotonic()) > 0:
                select.select(outputs, [], [], left)
                self._streams.drain()
        self._launcher.kill(self.number)
        return whereabouts.told(errors, start)

    def _out_of_turn(self, reason: str) -> faults.SubjectFault:
        self._launcher.kill(self.number)
        return faults.OutOfTurn(
            f"Your program wrote to the grader's own connection: {reason}.",
            "Print to standard output only, and leave other open files alone.",
        )

    def _death(self) -> faults.SubjectFault:
        """Why nothing more can come over the channel: most often, because the process is ending."""
        if self._was_ended:
            return faults.ended(-signal.SIGKILL, None)
        if self._trunk is not None and self._launcher.how_it_ended(self.number) is None:
            status = self._trunk._branch_status(_PATIENCE)
            if status is not None:
                return faults.ended(status, None)
        ending = self._ending(time.monotonic() + _PATIENCE)
        self._streams.drain()
        if ending is not None:
            return faults.ended(*ending)
        self._launcher.kill(self.number)
        return faults.OutOfTurn(
            "Your program closed the connection over which the check asks it.",
            "Leave the open files that your program did not open itself alone.",
        )

    def _ending(self, deadline: float) -> tuple[int, str | None] | None:
        """How the process has ended, if it does so in time."""
        while (ending := self._launcher.how_it_ended(self.number)) is None:
            if not select.select([self._launcher], [], [], max(0.0, deadline - time.monotonic()))[0]:
                return None
            self._launcher.read_events()
        return ending


def _connections() -> tuple[socket.socket, socket.socket, tuple[int, int], tuple[int, int]]:
    """A channel, standard output and standard error: our ends and theirs."""
    ours, theirs = socket.socketpair()
    return ours, theirs, *_pipes()


def _pipes() -> tuple[tuple[int, int], tuple[int, int]]:
    """Standard output and standard error: our ends and theirs."""
    (out, out_writer), (err, err_writer) = os.pipe(), os.pipe()
    return (out, err), (out_writer, err_writer)
