"""Stands in for PostgreSQL in a rehearsal: every table is empty, and every new row gets the number 1.

So a client can be taken through everything that it does when it first connects, before any server is there.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from typing import BinaryIO, cast

_TEXT, _NUMBER = 25, 23
_FIRST_ANSWERS = {  # by what is asked for, as the server writes it
    b"version()": b"PostgreSQL 17.0",
    b"transaction isolation": b"read committed",
    b"standard_conforming_strings": b"on",
    b"current_schema": b"public",
}
_SETTINGS = {"server_version": "17.0", "client_encoding": "UTF8", "standard_conforming_strings": "on"}


@contextlib.contextmanager
def understudy() -> Iterator[str]:
    """The address of a server that is there for the length of this block."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host, port = listener.getsockname()
        thread = threading.Thread(target=_serve, args=(listener, over))
        thread.start()
        try:
            yield f"postgresql+psycopg://a:b@{host}:{port}/c?sslmode=disable&gssencmode=disable"
        finally:
            over.set()
            socket.create_connection((host, port)).close()  # wakes it
            thread.join()


def _serve(listener: socket.socket, over: threading.Event) -> None:
    """One client after the other; who says what is not understood here is left."""
    while True:
        connection, _ = listener.accept()
        with connection:
            if over.is_set():
                return
            with contextlib.suppress(Exception), connection.makefile("rwb") as stream:
                _converse(cast(BinaryIO, stream))


def _converse(stream: BinaryIO) -> None:
    stream.read(_length(stream))
    stream.write(_message(b"R", struct.pack("!i", 0)))
    for name, value in _SETTINGS.items():
        stream.write(_message(b"S", f"{name}\0{value}\0".encode()))
    ready, statement = b"I", b""
    stream.write(_message(b"Z", ready))
    stream.flush()
    while kind := stream.read(1):
        content = stream.read(_length(stream))
        if kind in b"PQ":
            statement = content.split(b"\0")[kind == b"P"]
            ready = {b"BEGIN": b"T", b"COMMIT": b"I", b"ROLLBACK": b"I"}.get(statement.split()[0], ready)
        stream.write({b"P": _message(b"1"), b"B": _message(b"2")}.get(kind, b""))
        if kind in b"DQ":
            stream.write(_columns(statement))
        if kind in b"EQ":
            stream.write(_rows(statement))
        if kind in b"SQ":
            stream.write(_message(b"Z", ready))
            stream.flush()


def _length(stream: BinaryIO) -> int:
    return int.from_bytes(stream.read(4), "big") - 4


def _message(kind: bytes, content: bytes = b"") -> bytes:
    return kind + struct.pack("!i", len(content) + 4) + content


def _columns(statement: bytes) -> bytes:
    """What the columns of the answer are called and what is in them."""
    begin = statement.lower().split()[0]
    if begin == b"insert":
        types = [_NUMBER]
    elif begin in (b"select", b"show"):
        types = [_TEXT] * (statement.split(b"FROM")[0].count(b",") + 1)
    else:
        return _message(b"n")
    columns = [b"c%d\0" % place + struct.pack("!ihihih", 0, 0, kind, -1, -1, 0) for place, kind in enumerate(types)]
    return _message(b"T", struct.pack("!h", len(columns)) + b"".join(columns))


def _rows(statement: bytes) -> bytes:
    answer = next((said for asked, said in _FIRST_ANSWERS.items() if asked in statement), None)
    if statement.startswith(b"INSERT"):
        answer = b"1"
    row = b"" if answer is None else _message(b"D", struct.pack("!hi", 1, len(answer)) + answer)
    return row + _message(b"C", statement.split()[0].upper() + b"\0")
