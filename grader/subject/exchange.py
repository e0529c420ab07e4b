"""One request over HTTP, on a connection of its own, without waiting."""

from __future__ import annotations

import selectors
import socket
import time
from typing import Any

import h11

from grader.subject.curl import SHOWN_PORT, Call
from grader.subject.running import Running


class Headers(dict[str, str]):
    """Headers by their names, in whatever case they are asked for."""

    def __getitem__(self, name: str) -> str:
        return super().__getitem__(name.lower())

    def __contains__(self, name: object) -> bool:
        return super().__contains__(str(name).lower())

    def get(self, name: str, default: Any = None) -> Any:
        return super().get(name.lower(), default)


class Exchange:
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
        head = [("Host", f"127.0.0.1:{SHOWN_PORT}"), ("Connection", "close"), *asked.headers.items()]
        if asked.content or asked.method in ("POST", "PUT", "PATCH"):
            head.append(("Content-Length", str(len(asked.content))))
        request = h11.Request(method=asked.method, target=asked.target, headers=head)
        parts = [self._protocol.send(request), self._protocol.send(h11.Data(data=asked.content))]
        self._unsent = memoryview(b"".join(part or b"" for part in [*parts, self._protocol.send(h11.EndOfMessage())]))
        self._socket = socket.socket()
        self._socket.setblocking(False)
        self._socket.connect_ex(("127.0.0.1", port))

    def send(self) -> None:
        """Send what the connection takes at once. The rest, and the answer, come while the server is waited for."""
        self._write()
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if self._unsent else 0)
        self._running.attend(self._socket, events, self._on_ready)

    @property
    def sent(self) -> bool:
        return not self._unsent

    @property
    def done(self) -> bool:
        return bool(self.ended)

    def close(self) -> None:
        self._running.neglect(self._socket)
        self._socket.close()

    def _on_ready(self) -> None:
        try:
            if self._unsent:
                self.send()
            self._read()
        except BlockingIOError:
            return
        except (h11.ProtocolError, OSError) as error:
            self._end(str(error) if isinstance(error, h11.ProtocolError) else "the connection was closed.")

    def _write(self) -> None:
        try:
            self._unsent = self._unsent[self._socket.send(self._unsent) :]
        except BlockingIOError:
            return
        except OSError:
            self._unsent = self._unsent[:0]  # a server may answer before it has read everything, and hang up

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
        self.close()
