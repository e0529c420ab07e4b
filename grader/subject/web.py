"""The learner's web application, spoken to over real HTTP: requests, answers, and what is shown of them."""

from __future__ import annotations

import contextlib
import dataclasses
import json as jsonlib
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from grader.subject import faults
from grader.subject.curl import Call, call
from grader.subject.exchange import Exchange, Headers
from grader.subject.faults import SubjectFault
from grader.subject.running import Running
from grader.subject.scratch import SCRATCH
from grader.subject.transcript import Entry, Transcript, call_site, readable_trace

if TYPE_CHECKING:
    from grader.subject.talk import Talk

Held = contextlib.AbstractContextManager[Callable[[int], object]]

_PATIENCE = 0.5  # for the traceback that follows an answer of 500
_KNOWN = frozenset(HTTPStatus)
_SILENT = {"connection", "content-length", "date", "server", "transfer-encoding"}


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
                "Return a dictionary, a list or a model: JSON is made of it.",
            ) from None


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

    def concurrently(
        self, *asked: tuple[str, str] | tuple[str, str, dict[str, Any]], held: Held | None = None
    ) -> list[Response]:
        """Send several requests at once: `api.concurrently(("GET", "/slow"), ("POST", "/users", {"json": {...}}))`.

        The answers come in the order of the requests; `place` tells in which order they arrived. What is `held`, such
        as a lock, is let go when all of them wait for it.
        """
        calls = [call(one[0], one[1], **(one[2] if len(one) == 3 else {})) for one in asked]
        if held is None:
            return self._send(calls)
        with held as wait_for:
            on_their_way = self._begin_in_full(calls)
            wait_for(len(calls))
        return self._finish(*on_their_way)

    def start(self, method: str, path: str, **options: Any) -> Pending:
        """Send a request and do not wait for the answer."""
        return Pending(self, *self._begin_in_full([call(method, path, **options)]))

    def websocket(self, path: str, **options: Any) -> Talk:
        """Talk over a WebSocket: `with api.websocket("/ws") as talk:`, then `talk.send(...)`, `talk.receive()`.

        Options: params, headers.
        """
        from grader.subject.talk import Talk  # seldom needed

        return Talk(self._running, self._transcript, self._port, path, **options)

    def __enter__(self) -> App:
        return self

    def __exit__(self, *_problem: object) -> None:
        """The server ends, at once."""
        self._running.end()

    def output(self) -> str:
        """Everything that the server has printed so far, on both streams."""
        self._read_output()
        return "".join(self._printed)

    def wait_for_output(self, text: str, seconds: float = 5) -> bool:
        """Whether the server prints this text, now or soon."""

        def came() -> bool:
            return text in self.output()

        return self._running.pause(seconds, came)

    @contextlib.contextmanager
    def in_passing(self) -> Iterator[None]:
        """What is asked in this block is shown only if the block ends badly."""
        before = len(self._transcript.entries)
        yield
        del self._transcript.entries[before:]

    # -- one request after the other, or all at once ----------------------------------------------

    def _begin(self, calls: list[Call]) -> tuple[list[Exchange], list[Entry]]:
        self._read_output()
        entries = [self._transcript.add(Entry(one.shown, kind="shell", site=call_site())) for one in calls]
        exchanges = [Exchange(self._running, self._port, one, self._most_bytes) for one in calls]
        for one in exchanges:
            one.send()
        return exchanges, entries

    def _begin_in_full(self, calls: list[Call]) -> tuple[list[Exchange], list[Entry]]:
        """Nobody looks after these connections until somebody waits for the answers, so all is sent before."""
        exchanges, entries = self._begin(calls)
        self._running.wait_until(lambda: all(one.sent for one in exchanges))
        return exchanges, entries

    def _send(self, calls: list[Call]) -> list[Response]:
        return self._finish(*self._begin(calls))

    def _finish(self, exchanges: list[Exchange], entries: list[Entry]) -> list[Response]:
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

    def _answer(self, exchange: Exchange, all_of_them: list[Exchange]) -> Response:
        if exchange.problem:
            raise SubjectFault(
                f"The server broke off its answer to {exchange.asked}: {exchange.problem}",
                "Look at what your server has printed.",
            )
        place = sorted(one.ended for one in all_of_them).index(exchange.ended)
        return Response(exchange.asked, exchange.status, exchange.headers, bytes(exchange.body), place)

    def _in_words(self, fault: SubjectFault, exchanges: list[Exchange], entries: list[Entry]) -> SubjectFault:
        """The same fault, as it looks from outside a server."""
        errors = readable_trace(self._read_output())
        entries[-1].errors = errors
        waiting = [one.asked for one in exchanges if not one.done]
        if isinstance(fault, faults.TimedOut) and waiting:
            entries[-1].failure = "(no answer)"
            return fault.in_words(
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

    def __init__(self, app: App, exchanges: list[Exchange], entries: list[Entry]) -> None:
        self._app = app
        self._exchanges = exchanges
        self._entries = entries

    def came(self, seconds: float) -> bool:
        """Whether the answer comes within some seconds."""
        return self._app._running.pause(seconds, lambda: self._exchanges[0].done)

    def answer(self) -> Response:
        """The answer, waited for."""
        return self._app._finish(self._exchanges, self._entries)[0]


# -- answers --------------------------------------------------------------------------------------


def _shown(response: Response) -> str:
    """The answer as `curl -i` prints it, without the headers that every answer has."""
    known = response.status_code in _KNOWN
    head = [f"HTTP/1.1 {response.status_code} {HTTPStatus(response.status_code).phrase if known else ''}".rstrip()]
    head += [f"{name}: {value}" for name, value in response.headers.items() if name not in _SILENT]
    body = response.text
    if "\x00" in body or "\ufffd" in body:
        body = f"({len(response.content):,} bytes)"
    return "\n".join([*head, "", body] if body else head)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
