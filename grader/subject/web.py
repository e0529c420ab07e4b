"""The learner's web application, spoken to over real HTTP: requests, answers, and what is shown of them."""

from __future__ import annotations

import dataclasses
import json as jsonlib
import secrets
import selectors
import shlex
import socket
import time
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import h11

from grader.subject import faults
from grader.subject.faults import SubjectFault
from grader.subject.running import Running
from grader.subject.session import SCRATCH
from grader.subject.transcript import Entry, Transcript, call_site, readable_trace

_NOTHING: Any = object()
_PATIENCE = 0.5  # for the traceback that follows an answer of 500
_SHOWN_PORT = 8000  # where a learner's own server listens, so that a line can be pasted
_MOST_SHOWN = 2_000
_SILENT = {"connection", "content-length", "date", "server", "transfer-encoding"}
_SECRET = {"authorization": "$TOKEN", "x-api-key": "$API_KEY"}
Params = Mapping[str, Any] | Iterable[tuple[str, Any]]


class Headers(dict[str, str]):
    """Headers by their names, in whatever case they are asked for."""

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).lower())

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name.lower(), default)


@dataclasses.dataclass(frozen=True)
class Response:
    """An answer of the learner's server."""

    asked: str
    status_code: int
    headers: Headers
    content: bytes
    place: int = 0  # which one it was of several that were asked for at once

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        try:
            return jsonlib.loads(self.content, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise SubjectFault(
                f"The body of the answer to {self.asked} is no JSON.",
                "Return a dictionary, a list or a model; FastAPI makes JSON of it.",
            ) from None


class Call(NamedTuple):
    """A request, ready to be sent."""

    method: str
    target: str
    headers: dict[str, str]
    content: bytes
    shown: str


class App:
    """A learner's application, served by a process of its own."""

    def __init__(self, running: Running, transcript: Transcript, port: int, most_bytes: int) -> None:
        self._running = running
        self._transcript = transcript
        self._port = port
        self._most_bytes = most_bytes
        self._printed = ["", ""]

    def get(self, path: str, **options: Any) -> Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> Response:
        return self.request("POST", path, **options)

    def put(self, path: str, **options: Any) -> Response:
        return self.request("PUT", path, **options)

    def patch(self, path: str, **options: Any) -> Response:
        return self.request("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> Response:
        return self.request("DELETE", path, **options)

    def request(self, method: str, path: str, **options: Any) -> Response:
        """Ask and wait for the answer. Options: params, json, data, files, content, headers."""
        return self._send([call(method, path, **options)])[0]

    def concurrently(self, *asked: tuple[str, str] | tuple[str, str, dict[str, Any]]) -> list[Response]:
        """Send several requests at once: `api.concurrently(("GET", "/slow"), ("POST", "/users", {"json": {...}}))`.

        The answers come in the order of the requests; `place` tells in which order they arrived.
        """
        return self._send([call(one[0], one[1], **(one[2] if len(one) == 3 else {})) for one in asked])

    def start(self, method: str, path: str, **options: Any) -> Pending:
        """Send a request and do not wait for the answer."""
        return Pending(self, *self._begin([call(method, path, **options)]))

    def output(self) -> str:
        """Everything that the server has printed so far, on both streams."""
        self._read_output()
        return "".join(self._printed)

    def wait_for_output(self, text: str, seconds: float = 5) -> bool:
        """Whether the server prints this text, now or soon."""

        def came() -> bool:
            return text in self.output()

        return self._running.pause(seconds, came)

    # -- one request after the other, or all at once ----------------------------------------------

    def _begin(self, calls: list[Call]) -> tuple[list[_Exchange], list[Entry]]:
        self._read_output()
        entries = [self._transcript.add(Entry(one.shown, kind="shell", site=call_site())) for one in calls]
        return [_Exchange(self._running, self._port, one, self._most_bytes) for one in calls], entries

    def _send(self, calls: list[Call]) -> list[Response]:
        return self._finish(*self._begin(calls))

    def _finish(self, exchanges: list[_Exchange], entries: list[Entry]) -> list[Response]:
        try:
            self._running.wait_until(lambda: all(one.done for one in exchanges))
            if any(one.problem and not one.status for one in exchanges):
                self._running.look_for_its_end(_PATIENCE)
            found = [self._answer(one, exchanges) for one in exchanges]
        except SubjectFault as fault:
            raise self._in_words(fault, exchanges, entries) from None
        finally:
            for one in exchanges:
                one.close()
        for response, entry in zip(found, entries, strict=True):
            entry.printed = _shown(response)
        if any(response.status_code == 500 for response in found):
            self._running.pause(_PATIENCE, lambda: self._running.has_errors)
            entries[-1].errors = readable_trace(self._read_output())
        return found

    def _answer(self, exchange: _Exchange, all_of_them: list[_Exchange]) -> Response:
        if exchange.problem:
            raise SubjectFault(
                f"The server broke off its answer to {exchange.asked}: {exchange.problem}",
                "Look at what your server has printed.",
            )
        place = sorted(one.ended for one in all_of_them).index(exchange.ended)
        return Response(exchange.asked, exchange.status, exchange.headers, bytes(exchange.body), place)

    def _in_words(self, fault: SubjectFault, exchanges: list[_Exchange], entries: list[Entry]) -> SubjectFault:
        """The same fault, as it looks from outside a server."""
        errors = readable_trace(self._read_output())
        entries[-1].errors = errors
        waiting = [one.asked for one in exchanges if not one.done]
        if isinstance(fault, faults.TimedOut) and waiting:
            entries[-1].failure = "(no answer)"
            return faults.TimedOut(
                f"The server gave no answer to {waiting[0]} in time.",
                "Look for a loop that never ends, or for code that waits for something that does not come.",
            )
        if isinstance(fault, faults.Died):
            entries[-1].failure = "(the server has ended)"
            last = errors.strip().rpartition("\n")[2]
            return faults.Died(
                "The server ended before it answered.", f"It printed: {last}" if last else "It printed nothing."
            )
        return fault

    def _read_output(self) -> str:
        out, err = self._running.output()
        self._printed[0] += out
        err = SCRATCH.sub("", err)
        self._printed[1] += err
        return err


class Pending:
    """A request that was sent; nobody has waited for its answer yet."""

    def __init__(self, app: App, exchanges: list[_Exchange], entries: list[Entry]) -> None:
        self._app = app
        self._exchanges = exchanges
        self._entries = entries

    def came(self, seconds: float) -> bool:
        """Whether the answer comes within some seconds."""
        return self._app._running.pause(seconds, lambda: self._exchanges[0].done)

    def answer(self) -> Response:
        """The answer, waited for."""
        return self._app._finish(self._exchanges, self._entries)[0]


class _Exchange:
    """One request on a connection of its own."""

    def __init__(self, running: Running, port: int, asked: Call, most_bytes: int) -> None:
        self.asked = f"{asked.method} {asked.target}"
        self.status = 0
        self.headers = Headers()
        self.body = bytearray()
        self.ended = 0.0
        self.problem = ""
        self._running = running
        self._most = most_bytes
        self._protocol = h11.Connection(h11.CLIENT)
        head = [("Host", f"127.0.0.1:{_SHOWN_PORT}"), ("Connection", "close"), *asked.headers.items()]
        if asked.content or asked.method in ("POST", "PUT", "PATCH"):
            head.append(("Content-Length", str(len(asked.content))))
        request = h11.Request(method=asked.method, target=asked.target, headers=head)
        parts = [self._protocol.send(request), self._protocol.send(h11.Data(data=asked.content))]
        self._unsent = memoryview(b"".join(part or b"" for part in [*parts, self._protocol.send(h11.EndOfMessage())]))
        self._socket = socket.socket()
        self._socket.setblocking(False)
        self._socket.connect_ex(("127.0.0.1", port))
        running.attend(self._socket, selectors.EVENT_READ | selectors.EVENT_WRITE, self._on_ready)

    @property
    def done(self) -> bool:
        return bool(self.ended)

    def close(self) -> None:
        self._running.neglect(self._socket)
        self._socket.close()

    def _on_ready(self) -> None:
        try:
            if self._unsent:
                self._unsent = self._unsent[self._socket.send(self._unsent) :]
                if not self._unsent:
                    self._running.attend(self._socket, selectors.EVENT_READ, self._on_ready)
            self._read()
        except BlockingIOError:
            return
        except (h11.ProtocolError, OSError) as error:
            self._end(str(error) if isinstance(error, h11.ProtocolError) else "the connection was closed.")

    def _read(self) -> None:
        self._protocol.receive_data(self._socket.recv(1 << 16))
        while (event := self._protocol.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
            if isinstance(event, h11.Response):
                self.status = event.status_code
                for name, value in event.headers:
                    text = value.decode("latin-1")
                    known = self.headers.get(name.decode())
                    dict.__setitem__(self.headers, name.decode(), f"{known}, {text}" if known else text)
            elif isinstance(event, h11.Data):
                self.body += event.data
                if len(self.body) > self._most:
                    self._end(f"it has more than {self._most:,} bytes.")
                    return
            elif isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
                self._end("")
                return

    def _end(self, problem: str) -> None:
        self.problem = problem
        self.ended = time.monotonic()
        self._running.neglect(self._socket)


# -- requests -------------------------------------------------------------------------------------


def call(
    method: str,
    path: str,
    *,
    params: Params | None = None,
    json: Any = _NOTHING,
    data: Mapping[str, Any] | None = None,
    files: Mapping[str, tuple[str, bytes, str]] | None = None,
    content: bytes | str = b"",
    headers: Mapping[str, str] | None = None,
) -> Call:
    """A request and the `curl` line that sends the same."""
    query = urlencode(params if isinstance(params, Mapping) else list(params), doseq=True) if params else ""
    target = quote(path, safe="/%?&=:@!$'()*+,;~-._") + (f"?{query}" if query else "")
    own: dict[str, str] = {"User-Agent": "journey", "Accept": "*/*"}
    body, parts = content.encode() if isinstance(content, str) else content, []
    if json is not _NOTHING:
        body = jsonlib.dumps(json, ensure_ascii=False).encode()
        own["Content-Type"] = "application/json"
    elif files is not None:
        body, own["Content-Type"] = _multipart(data or {}, files)
        parts = [f"-F {shlex.quote(f'{name}=@{file[0]}')}" for name, file in files.items()]
    elif data is not None:
        body = urlencode(data, doseq=True).encode()
        own["Content-Type"] = "application/x-www-form-urlencoded"
        parts = [f"-d {shlex.quote(body.decode())}"]
    given = dict(headers or {})
    own = {name: value for name, value in own.items() if name.lower() not in {key.lower() for key in given}} | given
    if body and not parts:
        parts = [f"-d {shlex.quote(body.decode('utf-8', 'replace'))}"]
        if json is not _NOTHING:
            given = {"Content-Type": own["Content-Type"], **given}
    url = f"http://127.0.0.1:{_SHOWN_PORT}{target}"
    words = ["curl -i", *([] if method == "GET" else [f"-X {method}"]), shlex.quote(url)]
    words += [f"-H {_header(name, value)}" for name, value in given.items()]
    return Call(method, target, own, body, " ".join([*words, *(_cut(part) for part in parts)]))


def _header(name: str, value: str) -> str:
    secret = _SECRET.get(name.lower())
    if secret is None:
        return shlex.quote(f"{name}: {value}")
    scheme = f"{value.split(' ')[0]} " if " " in value else ""
    return f'"{name}: {scheme}{secret}"'


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}… ({len(text):,} characters)"


def _multipart(data: Mapping[str, Any], files: Mapping[str, tuple[str, bytes, str]]) -> tuple[bytes, str]:
    border = secrets.token_hex(16)
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in data.items()
    ]
    for name, (filename, body, kind) in files.items():
        head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + body + b"\r\n")
    return b"".join([*parts, f"--{border}--\r\n".encode()]), f"multipart/form-data; boundary={border}"


# -- answers --------------------------------------------------------------------------------------


def _shown(response: Response) -> str:
    """The answer as `curl -i` prints it, without the headers that every answer has."""
    known = response.status_code in set(HTTPStatus)
    head = [f"HTTP/1.1 {response.status_code} {HTTPStatus(response.status_code).phrase if known else ''}".rstrip()]
    head += [f"{name}: {value}" for name, value in response.headers.items() if name not in _SILENT]
    body = response.text
    if "\x00" in body or "\ufffd" in body:
        body = f"({len(response.content):,} bytes)"
    return "\n".join([*head, "", body] if body else head)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
