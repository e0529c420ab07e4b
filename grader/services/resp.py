"""Enough of Redis's protocol for the grader's own connection: redis-py would take longer to load than to answer."""

from __future__ import annotations

import io
import socket
import ssl
from typing import Any

Reply = Any  # None, int, str (a status), bytes, a list of these, or a Refusal


class Refusal(Exception):
    """What the server answers if it refuses a command."""


class Connection:
    """One connection, logged in."""

    def __init__(
        self, host: str, port: int, user: str | None, password: str | None, tls: bool = False, seconds: float = 5.0
    ) -> None:
        plain = socket.create_connection((host, port), timeout=seconds)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if tls else plain
        self._file = self._socket.makefile("rb")
        self.address = "{}:{}".format(*self._socket.getsockname()[:2])
        try:
            if password is not None:
                self.run("AUTH", *([user] if user else []), password)
            self.run("PING")
        except BaseException:
            self.close()
            raise

    def run(self, *parts: str | bytes | float) -> Reply:
        """The answer to one command; `Refusal` if there is none."""
        (reply,) = self.run_all(parts)
        if isinstance(reply, Refusal):
            raise reply
        return reply

    def run_all(self, *commands: tuple[str | bytes | float, ...]) -> list[Reply]:
        """The answers to several commands, which are sent together; a refusal stands in its place among them."""
        self._socket.sendall(b"".join(packed(command) for command in commands))
        return [self.read() for _ in commands]

    def read(self) -> Reply:
        """The next answer."""
        line = self._file.readline()
        if not line.endswith(b"\r\n"):
            raise ConnectionError("Redis has closed the connection")
        return self._parsed(line[:1], line[1:-2])

    def _parsed(self, sign: bytes, rest: bytes) -> Reply:
        if sign == b"+":
            return _text(rest)
        if sign == b"-":
            return Refusal(_text(rest))
        if sign == b":":
            return int(rest)
        if sign == b"$":
            return None if rest == b"-1" else self._exactly(int(rest))
        if sign == b"*":
            return None if rest == b"-1" else [self.read() for _ in range(int(rest))]
        raise ConnectionError(f"this is not Redis: it answers {_text(sign + rest)!r}")

    def _exactly(self, size: int) -> bytes:
        whole = self._file.read(size + 2)
        if len(whole) < size + 2:
            raise ConnectionError("Redis has closed the connection")
        return whole[:-2]

    def close(self) -> None:
        self._file.close()
        self._socket.close()


def packed(command: tuple[str | bytes | float, ...]) -> bytes:
    whole = io.BytesIO()
    whole.write(b"*%d\r\n" % len(command))
    for part in command:
        data = part if isinstance(part, bytes) else str(part).encode()
        whole.write(b"$%d\r\n%s\r\n" % (len(data), data))
    return whole.getvalue()


def shown(reply: Reply, indent: str = "") -> str:
    """An answer as redis-cli shows it."""
    if reply is None:
        return "(nil)"
    if isinstance(reply, Refusal):
        return f"(error) {reply}"
    if isinstance(reply, int):
        return f"(integer) {reply}"
    if isinstance(reply, bytes):
        return quoted(reply)
    if isinstance(reply, str):
        return reply
    if not reply:
        return "(empty array)"
    width = len(str(len(reply)))
    lines = []
    for number, one in enumerate(reply, 1):
        head = f"{number:>{width}}) "
        lines.append(head + shown(one, indent + " " * len(head)))
    return f"\n{indent}".join(lines)


def quoted(data: bytes) -> str:
    """Bytes between quotes: text as it reads, everything else as an escape."""
    text = data.decode("utf-8", "backslashreplace").replace('"', '\\"') if data.isascii() else _text(data)
    return '"' + text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t") + '"'


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")
