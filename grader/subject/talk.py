"""A conversation with the learner's server over a WebSocket."""

from __future__ import annotations

import json as jsonlib
import selectors
import socket
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidHandshake, InvalidStatus
from websockets.frames import CLOSE_CODE_EXPLANATIONS, Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State
from websockets.uri import parse_uri

from grader.subject import faults
from grader.subject.curl import SHOWN_PORT, Params, header, target_of
from grader.subject.faults import SubjectFault
from grader.subject.running import Running
from grader.subject.shellwords import quoted
from grader.subject.transcript import Entry, Transcript, call_site

_PATIENCE = 1.0  # for the other side to answer when we say good-bye


class Talk:
    """What `api.websocket("/ws")` gives: `send`, `receive`, `close`; a `with` block closes it, too.

    If the server refuses, `refused` is the status of its answer; otherwise it is 0.
    """

    def __init__(
        self,
        running: Running,
        transcript: Transcript,
        port: int,
        path: str,
        params: Params | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.refused = 0
        target = target_of(path, params)
        self._asked = target
        self._running = running
        shown = [f"websockets {quoted(f'ws://127.0.0.1:{SHOWN_PORT}{target}')}"]
        shown += [f"# {header(name, value)}" for name, value in (headers or {}).items()]
        self._entry = transcript.add(Entry("  ".join(shown), kind="shell", site=call_site()))
        self._received: list[str | bytes] = []
        self._parts: list[bytes] = []
        self._is_text = True
        self._lost = False
        self._protocol = ClientProtocol(parse_uri(f"ws://127.0.0.1:{SHOWN_PORT}{target}"))
        request = self._protocol.connect()
        for name, value in (headers or {}).items():
            request.headers[name] = value
        self._socket = socket.socket()
        self._socket.setblocking(False)
        self._socket.connect_ex(("127.0.0.1", port))
        try:
            self._begin(request)
        except SubjectFault:
            self._leave()
            raise

    def __enter__(self) -> Talk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def close_code(self) -> int:
        """How the conversation has ended; 0 while it goes on."""
        return (self._protocol.close_code or 0) if self._ended else 0

    def send(self, message: Any) -> None:
        """Send a text, bytes, or anything else as JSON."""
        self._must_be_open(f"a message to {self._asked}")
        if isinstance(message, bytes):
            self._protocol.send_binary(message)
            self._note(f"> ({len(message):,} bytes)")
        else:
            text = message if isinstance(message, str) else jsonlib.dumps(message, ensure_ascii=False)
            self._protocol.send_text(text.encode())
            self._note(f"> {text}")
        self._flush()

    def receive(self) -> str | bytes:
        """The next message, waited for."""
        try:
            self._running.wait_until(lambda: bool(self._received) or self._ended)
        except faults.TimedOut as fault:
            raise fault.in_words(
                f"The server sent no message over {self._asked} in time.",
                "Look at what it waits for, and whether it sends to this connection.",
            ) from None
        if not self._received:
            self._must_be_open(f"a message over {self._asked}")
        message = self._received.pop(0)
        self._note(f"< {message}" if isinstance(message, str) else f"< ({len(message):,} bytes)")
        return message

    def receive_json(self) -> Any:
        """The next message, which must be JSON."""
        message = self.receive()
        try:
            return jsonlib.loads(message)
        except ValueError:
            raise SubjectFault(
                f"A message over {self._asked} is no JSON.", "send_json() makes JSON of a dictionary or a list."
            ) from None

    def came(self, seconds: float) -> bool:
        """Whether another message comes within some seconds."""
        self._running.pause(seconds, lambda: bool(self._received) or self._ended)
        return bool(self._received)

    def closed(self, seconds: float = 5) -> bool:
        """Whether the server ends the conversation, now or soon."""
        return self._running.pause(seconds, lambda: self._ended)

    def close(self, code: int = 1000) -> None:
        """Say good-bye, and wait for the answer to it."""
        if not self._ended:
            self._protocol.send_close(code)
            self._flush()
            self._running.pause(_PATIENCE, lambda: self._ended)
        self._leave()

    def _leave(self) -> None:
        self._lost = True
        if self._socket.fileno() >= 0:
            self._running.neglect(self._socket)
            self._socket.close()

    # -- on the wire -----------------------------------------------------------------------------

    def _begin(self, request: Request) -> None:
        self._protocol.send_request(request)
        self._unsent = b"".join(self._protocol.data_to_send())
        self._running.attend(self._socket, selectors.EVENT_READ | selectors.EVENT_WRITE, self._on_ready)
        try:
            self._running.wait_until(lambda: self._protocol.state is not State.CONNECTING or self._ended)
        except faults.TimedOut as fault:
            raise fault.in_words(
                f"The server gave no answer to the handshake for {self._asked} in time.",
                "Call `await websocket.accept()` before anything that waits.",
            ) from None
        problem = self._protocol.handshake_exc
        if isinstance(problem, InvalidStatus):
            self.refused = problem.response.status_code
            self._note(f"(refused: {self.refused})")
            self._leave()
        elif isinstance(problem, InvalidHandshake) or self._lost:
            raise SubjectFault(f"The server broke off the handshake for {self._asked}.", "Look at what it has printed.")

    @property
    def _ended(self) -> bool:
        return self._lost or self._protocol.state is State.CLOSED

    def _must_be_open(self, wanted: str) -> None:
        if self.refused:
            raise SubjectFault(f"The server refused {self._asked} with {self.refused}, so there is no {wanted}.")
        if self._ended:
            code = self._protocol.close_code or 1006
            raise SubjectFault(
                f"The server has closed {self._asked} ({code}: {CLOSE_CODE_EXPLANATIONS.get(code, 'of its own')}).",
                "Look at what it has printed, and where its function ends.",
            )

    def _note(self, line: str) -> None:
        self._entry.printed = f"{self._entry.printed}{line}\n"

    def _flush(self) -> None:
        self._unsent += b"".join(self._protocol.data_to_send())
        if self._unsent and not self._lost:
            self._running.attend(self._socket, selectors.EVENT_READ | selectors.EVENT_WRITE, self._on_ready)

    def _on_ready(self) -> None:
        try:
            if self._unsent:
                self._unsent = self._unsent[self._socket.send(self._unsent) :]
                if not self._unsent:
                    self._running.attend(self._socket, selectors.EVENT_READ, self._on_ready)
            data = self._socket.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._protocol.receive_data(data)
        else:
            self._lost = True
            self._protocol.receive_eof()
            self._running.neglect(self._socket)
        for event in self._protocol.events_received():
            if isinstance(event, Frame):
                self._take(event)
        self._flush()

    def _take(self, frame: Frame) -> None:
        """A piece of a message, or a whole one. Pings and good-byes are answered by the protocol."""
        if frame.opcode in (Opcode.TEXT, Opcode.BINARY):
            self._parts, self._is_text = [], frame.opcode is Opcode.TEXT
        elif frame.opcode is not Opcode.CONT:
            return
        self._parts.append(bytes(frame.data))
        if frame.fin:
            whole = b"".join(self._parts)
            self._received.append(whole.decode("utf-8", "replace") if self._is_text else whole)
