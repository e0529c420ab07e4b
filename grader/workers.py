"""Several processes that grade: many submissions side by side, or the criteria of a single one."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from grader import report as reports
from grader.judging import Checked, Facts, Hearing, Request, Submission, Verdicts, judge, not_graded, receipt
from grader.report import Report
from grader.room import Room
from grader.subject import wire

Work = Callable[[Room, socket.socket], None]


class WorkerLost(RuntimeError):
    """A process of the grader has ended without a word."""


class WorkerFailed(RuntimeError):
    """A process of the grader has met an error of its own."""


# -- many submissions -----------------------------------------------------------------------------


def grade_many(
    room: Room,
    submissions: list[Submission],
    request: Request,
    on_report: Callable[[int, Report], None] | None,
    count: int,
) -> list[Report]:
    """Each process takes the next submission until none is left."""
    queue, feed = os.pipe()

    def work(room: Room, parent: socket.socket) -> None:
        os.close(feed)
        while number := os.read(queue, 4):
            index = int.from_bytes(number, "big")
            try:
                report = judge(room, submissions[index], request)
            except Exception as error:
                report = not_graded(submissions[index], request, error)
                # whatever was wrong with the old ones, the next submission is not to suffer
                room.zygotes = room.zygotes.renewed()
            wire.send(parent, {"number": index, "report": report.as_dict()})

    found: dict[int, Report] = {}
    with _crew(room, count, work) as crew:
        os.close(queue)
        _feed(feed, len(submissions))
        while crew.get_map():
            for key, _events in crew.select():
                for message in _received(crew, key):
                    number = message["number"]
                    found[number] = reports.from_dict(message["report"])
                    if on_report:
                        on_report(number, found[number])
    missing = [submissions[number].name for number in range(len(submissions)) if number not in found]
    if missing:
        raise WorkerLost(f"a worker of the grader ended early; not graded: {', '.join(missing)}")
    return [found[number] for number in range(len(submissions))]


def _feed(pipe: int, count: int) -> None:
    """Queue the numbers of all submissions; workers each read one at a time, four bytes at once."""
    with os.fdopen(pipe, "wb") as file:
        for number in range(count):
            file.write(number.to_bytes(4, "big"))


# -- a single submission --------------------------------------------------------------------------


def grade_together(room: Room, submission: Submission, request: Request, count: int) -> Report:
    """Each process is given the next criterion for which all that it needs is decided."""
    criteria = {criterion.id: criterion for criterion in submission.exercise.criteria}

    def work(room: Room, parent: socket.socket) -> None:
        try:
            with contextlib.closing(Hearing(room, submission, request)) as hearing:
                wire.send(parent, {"facts": hearing.facts()._asdict()})
                for message in _messages(parent):
                    wire.send(parent, {"checked": hearing.check(criteria[message["criterion"]]).as_dict()})
        except Exception as error:
            wire.send(parent, {"failure": "".join(traceback.format_exception(error))})

    verdicts = Verdicts(submission, request, is_shared=True)
    facts: Facts | None = None
    with _crew(room, count, work) as crew:
        receipt(submission.exercise)  # the report needs it, and this process has nothing to do now
        idle: list[socket.socket] = []
        while len(idle) < count:
            for key, _events in crew.select():
                for message in _received(crew, key):
                    if failure := message.get("failure"):
                        raise WorkerFailed(failure)
                    if "facts" in message:
                        facts = Facts(**message["facts"])
                    else:
                        verdicts.add(Checked.from_dict(message["checked"]))
                    idle.append(key.fileobj)  # type: ignore[arg-type]
            if len(crew.get_map()) < count:
                raise WorkerLost("a worker of the grader ended early")
            while idle and (criterion := verdicts.next()) is not None:
                wire.send(idle.pop(), {"criterion": criterion.id})
    assert facts is not None
    return verdicts.report(facts)


def _messages(parent: socket.socket) -> Iterator[dict[str, Any]]:
    """What the parent asks for, until it has nothing left."""
    unpacker = wire.Unpacker()
    while True:
        try:
            messages, _ = wire.receive(parent, unpacker)
        except wire.WireClosed:
            return
        yield from messages


# -- processes ------------------------------------------------------------------------------------


@contextlib.contextmanager
def _crew(room: Room, count: int, work: Work) -> Iterator[selectors.DefaultSelector]:
    """So many processes, forked from this warm one, each with a socket. They end with the block."""
    crew = selectors.DefaultSelector()
    pids: list[int] = []
    try:
        for _ in range(count):
            ours, theirs = socket.socketpair()
            own = room.fork()
            pid = os.fork()
            if pid == 0:
                ours.close()
                _close(crew)
                room.zygotes.forget()
                _live(own, theirs, work)
            own.zygotes.forget()
            theirs.close()
            pids.append(pid)
            crew.register(ours, selectors.EVENT_READ, wire.Unpacker())
        yield crew
    except BaseException:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        raise
    finally:
        _close(crew)
        for pid in pids:
            os.waitpid(pid, 0)


def _close(crew: selectors.DefaultSelector) -> None:
    for key in list((crew.get_map() or {}).values()):
        key.fileobj.close()  # type: ignore[union-attr]


def _received(crew: selectors.DefaultSelector, key: selectors.SelectorKey) -> Iterable[dict[str, Any]]:
    try:
        messages, _ = wire.receive(key.fileobj, key.data)  # type: ignore[arg-type]
    except wire.WireClosed:
        crew.unregister(key.fileobj)
        key.fileobj.close()  # type: ignore[union-attr]
        return []
    return messages


def _live(room: Room, parent: socket.socket, work: Work) -> None:
    """Live as a worker; never returns."""
    status = 1
    try:
        work(room, parent)
        status = 0
    except (KeyboardInterrupt, SystemExit):
        status = 130
    except ConnectionError:
        status = 1  # the parent is gone, and nobody is left to be told
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        try:  # whatever else comes, a worker never goes back to where it was forked
            for end in (signal.SIGINT, signal.SIGTERM):
                signal.signal(end, signal.SIG_IGN)
            room.zygotes.close()
            with contextlib.suppress(Exception):
                room.services.leave()
            parent.close()
        finally:
            os._exit(status)
