"""Messages between processes: a length, then JSON. Never pickle, never larger than agreed."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

Message = dict[str, Any]

MAX_MESSAGE = 8 * 1024 * 1024
_LENGTH = struct.Struct(">I")
_FD = struct.Struct("i")
_PIECE = 1 << 16
# Bound before learner code can replace them.
_dumps = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode


def _refuse_constant(name: str) -> Any:
    raise WireError(f"{name} is not part of the wire's JSON")


_loads = json.JSONDecoder(parse_constant=_refuse_constant).decode


class WireError(Exception):
    """What came over the wire is not a message."""


class WireClosed(WireError):
    """The other end is gone."""


def pack(message: Message) -> bytes:
    body = _dumps(message).encode()
    if len(body) > MAX_MESSAGE:
        raise WireError(f"a message of {len(body):,} bytes is larger than {MAX_MESSAGE:,}")
    return _LENGTH.pack(len(body)) + body


class Unpacker:
    """Turns a stream of bytes into messages, whatever the sizes of its pieces."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        self._buffer += data
        messages = []
        while (body := self._next_body()) is not None:
            messages.append(_parse(body))
        return messages

    def _next_body(self) -> bytes | None:
        if len(self._buffer) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._buffer)
        if length > MAX_MESSAGE:
            raise WireError(f"a message announces {length:,} bytes; {MAX_MESSAGE:,} are allowed")
        end = _LENGTH.size + length
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[_LENGTH.size : end])
        del self._buffer[:end]
        return body

    @property
    def empty(self) -> bool:
        return not self._buffer


def _parse(body: bytes) -> Message:
    try:
        message = _loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise WireError(f"a message is not JSON: {error}") from None
    if not isinstance(message, dict):
        raise WireError("a message is not a JSON object")
    return message


def send(sock: socket.socket, message: Message, fds: list[int] | None = None) -> None:
    """Send all of a message; open files may travel with it."""
    data = pack(message)
    sent = socket.send_fds(sock, [data], fds) if fds else 0
    if sent < len(data):
        sock.sendall(data[sent:])


def receive(sock: socket.socket, unpacker: Unpacker, most_fds: int = 0) -> tuple[list[Message], list[int]]:
    """Wait for bytes and return the messages that are now complete, with the files that came along.

    As `socket.recv_fds`, which goes through an array: every copy of a process would pay for that in pages of memory.
    """
    fds: list[int] = []
    if most_fds:
        data, came, _, _ = sock.recvmsg(_PIECE, socket.CMSG_SPACE(most_fds * _FD.size))
        for _, _, packed in came:
            fds += (fd for (fd,) in _FD.iter_unpack(packed[: len(packed) // _FD.size * _FD.size]))
    else:
        data = sock.recv(_PIECE)
    if not data:
        raise WireClosed("the other end has closed the connection")
    return unpacker.feed(data), fds
