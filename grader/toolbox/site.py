"""A small web site that the grader serves, for learners' programs that speak HTTP to somebody."""

from __future__ import annotations

import contextlib
import json
import re
import selectors
import socket
import threading
import time
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

_MOST_BYTES = 64 * 1024
_MOST_CONNECTIONS = 64
_PATIENCE = 1.0  # for those who are to come at once; whoever asks one after the other waits for it once
_QUIET = 0.05  # in which more may come than are allowed
_LINE = re.compile(rb"[!-~]+ [!-~]+ HTTP/1\.[01]")
_HEADER = re.compile(rb"[!-9;-~]+:[ \t]*[^\r\n]*")


class Asked(NamedTuple):
    """One request as it came over the wire; `problem` says why it is none."""

    raw: bytes
    method: str = ""
    path: str = ""
    headers: dict[str, str] = {}
    body: bytes = b""
    problem: str = ""

    @property
    def parts(self) -> list[str]:
        """The path between its slashes, without the query."""
        return [unquote(part) for part in urlsplit(self.path).path.split("/") if part]

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))

    @property
    def host(self) -> str:
        """The address under which the site was asked, as it stands before a path."""
        return f"http://{self.headers.get('host', '127.0.0.1')}"


class Reply(NamedTuple):
    """What is answered."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = {}

    def raw(self) -> bytes:
        content = self.body.encode() if isinstance(self.body, str) else self.body
        lines = {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(content)),
            "Connection": "close",
        }
        lines |= self.headers
        first = f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}"
        head = [first, *(f"{name}: {value}" for name, value in lines.items())]
        return "\r\n".join([*head, "", ""]).encode() + content


def json_reply(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    lines = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    return Reply(json.dumps(data, ensure_ascii=False), status, lines)


class Double(Protocol):
    """Stands for a service outside, and answers like it; nothing means that there is nothing at this path."""

    def answer(self, asked: Asked) -> Reply | None: ...


SomeDouble = TypeVar("SomeDouble", bound=Double)


class Waiting:
    """Holds requests until so many of them wait at once, so that a check need not look at a clock."""

    def __init__(self, start: str, at_once: int, of: int) -> None:
        self.start = start
        self.deadline: float | None = None
        self.most = 0
        self._at_once = at_once
        self._left = of
        self._patience = _PATIENCE
        self._held: list[tuple[socket.socket, bytes]] = []

    def hold(self, connection: socket.socket, answer: bytes) -> None:
        self._held.append((connection, answer))
        self.most = max(self.most, len(self._held))
        complete = len(self._held) >= min(self._at_once, self._left)
        self.deadline = time.monotonic() + (_QUIET if complete else self._patience)

    def released(self) -> list[tuple[socket.socket, bytes]]:
        """Those who have waited long enough."""
        if len(self._held) < min(self._at_once, self._left):
            self._patience = 0.0  # nobody else came in time, and nobody will
        held, self._held, self.deadline = self._held, [], None
        self._left -= len(held)
        return held


class Nobody:
    """A port of this machine that stays taken, and that nobody listens on: who connects is refused."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self._socket = socket.socket()
        self._socket.bind((self.host, 0))
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{self.host}:{self.port}"

    def close(self) -> None:
        self._socket.close()


class Site:
    """Answers requests on a port of this machine, in a thread of its own, until it is closed."""

    host = "127.0.0.1"

    def __init__(self, port: int = 0, double: Double | None = None) -> None:
        self.asked: list[Asked] = []
        self._pages: dict[str, bytes] = {}
        self._double = double
        self._troubles: dict[str, list[Reply | None]] = {}
        self._waiting: Waiting | None = None
        self._listener = socket.create_server((self.host, port))
        self.port: int = self._listener.getsockname()[1]
        self._bell, self._rope = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._buffers: dict[socket.socket, bytearray] = {}
        self._pending: dict[socket.socket, memoryview] = {}
        self._parting: dict[socket.socket, None] = {}
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._listener.setblocking(False)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def page(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        """What is answered at a path. An underscore in the name of a header stands for a hyphen."""
        lines = {name.replace("_", "-"): value for name, value in headers.items()}
        self._pages[path] = Reply(body, status, lines).raw()

    def play(self, double: SomeDouble) -> SomeDouble:
        """Answer like this service wherever there is no page."""
        self._double = double
        return double

    def trouble(self, path: str, *replies: Reply | None) -> None:
        """What the next requests for this path get instead, one each; nothing: the connection is closed."""
        self._troubles[path] = list(replies)

    def hold(self, start: str, at_once: int, of: int) -> Waiting:
        """Let requests for paths with this beginning wait for each other; `of` are expected in all.

        `most` of what is returned tells how many of them have waited at the same time.
        """
        self._waiting = Waiting(start, at_once, of)
        return self._waiting

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [one.path for one in self.asked]

    def close(self) -> None:
        self._rope.close()
        self._thread.join()

    # -- in the thread ---------------------------------------------------------------------------

    def _serve(self) -> None:
        try:
            while True:
                deadline = self._waiting.deadline if self._waiting else None
                for key, events in self._selector.select(deadline and max(0.0, deadline - time.monotonic())):
                    if key.fileobj is self._bell:
                        return
                    if key.fileobj is self._listener:
                        self._accept()
                    elif isinstance(key.fileobj, socket.socket) and key.fileobj.fileno() >= 0:
                        with contextlib.suppress(BlockingIOError):
                            self._write(key.fileobj) if events & selectors.EVENT_WRITE else self._read(key.fileobj)
                if self._waiting and self._waiting.deadline and time.monotonic() >= self._waiting.deadline:
                    for connection, answer in self._waiting.released():
                        self._begin_answer(connection, answer)
        finally:
            for connection in {*self._buffers, *self._pending, *self._parting}:
                connection.close()
            self._selector.close()
            self._listener.close()
            self._bell.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            connection, _ = self._listener.accept()
            if len(self._buffers) + len(self._pending) >= _MOST_CONNECTIONS:
                connection.close()
                return
            connection.setblocking(False)
            self._buffers[connection] = bytearray()
            self._selector.register(connection, selectors.EVENT_READ)

    def _read(self, connection: socket.socket) -> None:
        try:
            data = connection.recv(65536)
        except ConnectionError:
            data = b""
        if connection in self._parting:
            if not data:
                self._part_from(connection)
            return
        buffer = self._buffers[connection]
        buffer += data
        request = understood(bytes(buffer), ended=not data or len(buffer) > _MOST_BYTES)
        if request is None:
            return
        if request.raw:
            self.asked.append(request)
        self._selector.unregister(connection)
        answer = self._answer(request)
        if self._waiting and request.path.startswith(self._waiting.start):
            self._waiting.hold(connection, answer)
        else:
            self._begin_answer(connection, answer)

    def _begin_answer(self, connection: socket.socket, answer: bytes) -> None:
        del self._buffers[connection]
        self._pending[connection] = memoryview(answer)
        self._selector.register(connection, selectors.EVENT_WRITE)

    def _answer(self, request: Asked) -> bytes:
        if request.problem:
            return Reply(f"This is no request: {request.problem}.\n", 400).raw()
        if waiting := self._troubles.get(request.path):
            trouble = waiting.pop(0)
            return trouble.raw() if trouble else b""
        if request.path in self._pages:
            return self._pages[request.path]
        found = self._double.answer(request) if self._double else None
        return (found or Reply(f"There is nothing at {request.path}.\n", 404)).raw()

    def _write(self, connection: socket.socket) -> None:
        rest = self._pending[connection]
        try:
            rest = rest[connection.send(rest) :]
        except ConnectionError:
            rest = rest[:0]
        self._pending[connection] = rest
        if not rest:
            del self._pending[connection]
            self._selector.unregister(connection)
            self._begin_to_part(connection)

    def _begin_to_part(self, connection: socket.socket) -> None:
        """Read what still comes: who closes before that takes the answer back."""
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
        self._parting[connection] = None
        self._selector.register(connection, selectors.EVENT_READ)
        if len(self._parting) > _MOST_CONNECTIONS:
            self._part_from(next(iter(self._parting)))

    def _part_from(self, connection: socket.socket) -> None:
        del self._parting[connection]
        self._selector.unregister(connection)
        connection.close()


def understood(raw: bytes, ended: bool) -> Asked | None:
    """The request in what has come so far; nothing while it may still go on."""
    head, found, rest = raw.partition(b"\r\n\r\n")
    if not found:
        if not ended and b"\n\n" not in raw:
            return None
        return Asked(raw, problem="no empty line ends the head, with \\r\\n at the end of every line")
    first, *lines = head.split(b"\r\n")
    if not _LINE.fullmatch(first):
        return Asked(raw, problem="the first line is not METHOD /path HTTP/1.1")
    if any(not _HEADER.fullmatch(line) for line in lines):
        return Asked(raw, problem="a line below the first is not Name: value")
    pairs = [line.decode("latin-1").split(":", 1) for line in lines]
    headers = {name.lower(): value.strip() for name, value in pairs}
    length = headers.get("content-length", "0")
    if not length.isdecimal():
        return Asked(raw, problem="Content-Length is no number")
    if len(rest) < int(length) and not ended:
        return None
    method, path, _ = first.decode("ascii").split(" ")
    problem = "" if "host" in headers else "there is no Host header"
    return Asked(raw, method, path, headers, rest[: int(length)], problem)
