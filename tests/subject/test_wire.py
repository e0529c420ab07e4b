"""Messages: whole ones come out whatever the pieces, and nothing else does."""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from grader.subject import wire
from grader.subject.wire import MAX_MESSAGE, Message, Unpacker, WireClosed, WireError

_MESSAGES: list[Message] = [{}, {"id": "é\n\u2028", "args": [1, None, {"ref": 2}]}, {"text": "x" * 300}]
_STREAM = b"".join(map(wire.pack, _MESSAGES))

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    ours, theirs = socket.socketpair()
    yield ours, theirs
    ours.close()
    theirs.close()


def _framed(body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + body


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 7, 11, 64, 100, len(_STREAM) - 1, len(_STREAM)])
def test_messages_come_out_whatever_the_pieces(size: int) -> None:
    unpacker = Unpacker()
    found = []
    for start in range(0, len(_STREAM), size):
        found += unpacker.feed(_STREAM[start : start + size])
    assert found == _MESSAGES
    assert unpacker.empty


def test_a_message_comes_out_with_its_last_byte() -> None:
    unpacker = Unpacker()
    assert unpacker.feed(_STREAM[:3]) == []
    assert not unpacker.empty
    first = wire.pack(_MESSAGES[1])
    unpacker = Unpacker()
    assert unpacker.feed(first[:-1]) == []
    assert unpacker.feed(first[-1:]) == [_MESSAGES[1]]


def test_what_is_left_of_the_next_message_is_kept() -> None:
    unpacker = Unpacker()
    first, second = wire.pack({"number": 1}), wire.pack({"number": 2})
    assert unpacker.feed(first + second[:5]) == [{"number": 1}]
    assert not unpacker.empty
    assert unpacker.feed(second[5:]) == [{"number": 2}]


def test_a_message_as_large_as_agreed_passes() -> None:
    text = "x" * (MAX_MESSAGE - len(b'{"text":""}'))
    assert Unpacker().feed(wire.pack({"text": text})) == [{"text": text}]


def test_a_larger_one_is_not_sent() -> None:
    text = "x" * (MAX_MESSAGE - len(b'{"text":""}') + 1)
    with pytest.raises(WireError, match="8,388,609 bytes is larger than 8,388,608"):
        wire.pack({"text": text})


def test_a_larger_one_is_refused_as_soon_as_it_is_announced() -> None:
    with pytest.raises(WireError, match="announces 8,388,609 bytes"):
        Unpacker().feed(struct.pack(">I", MAX_MESSAGE + 1))


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"hello", b"{'a': 1}", b'{"a": 1} {}', b"\xff\xfe", b"[" * 100_000, b'{"a": ' + b"1" * 10_000 + b"}"],
    ids=lambda body: repr(body[:10]),
)
def test_what_is_not_json_is_refused(body: bytes) -> None:
    with pytest.raises(WireError, match="is not JSON"):
        Unpacker().feed(_framed(body))


@pytest.mark.parametrize("body", [b"[]", b"1", b"null", b'"text"', b"true"])
def test_json_that_is_not_an_object_is_refused(body: bytes) -> None:
    with pytest.raises(WireError, match="is not a JSON object"):
        Unpacker().feed(_framed(body))


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_constants_that_json_does_not_have_are_refused(constant: str) -> None:
    assert json.loads(constant) != 0
    with pytest.raises(WireError, match=f"{constant} is not part of the wire's JSON"):
        Unpacker().feed(_framed(b'{"a": [%s]}' % constant.encode()))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_that_json_does_not_have_are_not_sent(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        wire.pack({"a": number})


@pytest.mark.parametrize("messages", [_MESSAGES[:1], _MESSAGES])
def test_messages_pass_through_a_connection(pair: Pair, messages: list[Message]) -> None:
    ours, theirs = pair
    for message in messages:
        wire.send(ours, message)
    assert wire.receive(theirs, Unpacker()) == (messages, [])


def test_a_message_larger_than_a_connection_holds_is_sent_to_its_end(pair: Pair) -> None:
    ours, theirs = pair
    message = {"text": "x" * 3_000_000}
    sender = threading.Thread(target=wire.send, args=(ours, message))
    sender.start()
    unpacker, found = Unpacker(), []
    while not found:
        found, _ = wire.receive(theirs, unpacker)
    sender.join()
    assert found == [message]


@pytest.mark.parametrize("size", [10, 3_000_000])
def test_open_files_travel_with_a_message(pair: Pair, size: int) -> None:
    ours, theirs = pair
    reader, writer = os.pipe()
    message = {"text": "x" * size}
    sender = threading.Thread(target=wire.send, args=(ours, message, [writer]))
    sender.start()
    unpacker, found, fds = Unpacker(), [], []
    while not found:
        found, came = wire.receive(theirs, unpacker, most_fds=4)
        fds += came
    sender.join()
    os.close(writer)
    (received,) = fds
    os.write(received, b"through it")
    os.close(received)
    assert os.read(reader, 100) == b"through it"
    assert os.read(reader, 100) == b""
    assert found == [message]
    os.close(reader)


def test_a_closed_connection_is_told_apart_from_a_bad_message(pair: Pair) -> None:
    ours, theirs = pair
    ours.sendall(wire.pack({"last": True}) + b"\x00")
    ours.close()
    unpacker = Unpacker()
    assert wire.receive(theirs, unpacker)[0] == [{"last": True}]
    with pytest.raises(WireClosed):
        wire.receive(theirs, unpacker)
