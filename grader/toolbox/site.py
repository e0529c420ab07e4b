"""A small web site that the grader serves, for learners' programs that speak HTTP to somebody."""

from __future__ import annotations

import contextlib
import re
import selectors
import socket
import threading
from http import HTTPStatus
from typing import NamedTuple

_MOST_BYTES = 64 * 1024
_MOST_CONNECTIONS = 16
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


class Site:
    """Answers requests on a port of this machine, in a thread of its own, until it is closed."""

    host = "127.0.0.1"

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._pages: dict[str, bytes] = {}
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._bell, self._rope = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._buffers: dict[socket.socket, bytearray] = {}
        self._pending: dict[socket.socket, memoryview] = {}
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
        content = body.encode() if isinstance(body, str) else body
        lines = {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": str(len(content)),
            "Connection": "close",
        }
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        first = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"
        head = [first, *(f"{name}: {value}" for name, value in lines.items())]
        self._pages[path] = "\r\n".join([*head, "", ""]).encode() + content

    def close(self) -> None:
        self._rope.close()
        self._thread.join()

    # -- in the thread ---------------------------------------------------------------------------

    def _serve(self) -> None:
        try:
            while True:
                for key, events in self._selector.select():
                    if key.fileobj is self._bell:
                        return
                    if key.fileobj is self._listener:
                        self._accept()
                    elif isinstance(key.fileobj, socket.socket):
                        with contextlib.suppress(BlockingIOError):
                            self._write(key.fileobj) if events & selectors.EVENT_WRITE else self._read(key.fileobj)
        finally:
            for connection in [*self._buffers, *self._pending]:
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
        buffer = self._buffers[connection]
        buffer += data
        request = understood(bytes(buffer), ended=not data or len(buffer) > _MOST_BYTES)
        if request is None:
            return
        if request.raw:
            self.asked.append(request)
        del self._buffers[connection]
        self._pending[connection] = memoryview(self._answer(request))
        self._selector.modify(connection, selectors.EVENT_WRITE)

    def _answer(self, request: Asked) -> bytes:
        if request.problem:
            return _plain(400, f"This is no request: {request.problem}.\n")
        return self._pages.get(request.path) or _plain(404, f"There is nothing at {request.path}.\n")

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
            connection.close()


def _plain(status: int, text: str) -> bytes:
    return (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Type: text/plain\r\n"
        f"Content-Length: {len(text.encode())}\r\nConnection: close\r\n\r\n{text}"
    ).encode()


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
