"""A conversation over a WebSocket with a learner's application."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from grader.subject import faults
from grader.subject.faults import SubjectFault
from grader.subject.launcher import Launcher, launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.subject import Subject
from grader.subject.web import App
from subject.conftest import snapshot_of

_APP = """
import asyncio

from fastapi import FastAPI, WebSocket, WebSocketException

app = FastAPI()
rooms = set()

@app.websocket("/echo")
async def echo(socket: WebSocket, name: str = "nobody"):
    await socket.accept()
    await socket.send_text(f"hello {name} {socket.headers.get('x-kind', '')}".strip())
    async for text in socket.iter_text():
        await socket.send_text(text)

@app.websocket("/bytes")
async def double(socket: WebSocket):
    await socket.accept()
    await socket.send_bytes(2 * await socket.receive_bytes())
    await socket.close(4001)

@app.websocket("/room")
async def room(socket: WebSocket):
    await socket.accept()
    rooms.add(socket)
    async for message in socket.iter_json():
        for other in rooms:
            await other.send_json({"said": message, "to": len(rooms)})

@app.websocket("/members")
async def members(socket: WebSocket):
    raise WebSocketException(1008)

@app.websocket("/broken")
async def broken(socket: WebSocket):
    await socket.accept()
    raise ValueError("unlucky")

@app.websocket("/silent")
async def silent(socket: WebSocket):
    await socket.accept()
    await asyncio.sleep(3600)

@app.websocket("/never")
async def never(socket: WebSocket):
    await asyncio.sleep(3600)
"""


@pytest.fixture(scope="module")
def warm() -> Iterator[Launcher]:
    with launched() as launcher:
        launcher.warm(["fastapi"], serves=True)
        yield launcher


@pytest.fixture
def subject_of(warm: Launcher) -> Iterator[Callable[..., Subject]]:
    made: list[tuple[Subject, Nursery]] = []

    def make(**limits: float) -> Subject:
        nursery = Nursery(warm, snapshot_of({"main.py": _APP}), Limits(**limits))  # type: ignore[arg-type]
        made.append((Subject(nursery), nursery))
        return made[-1][0]

    yield make
    for subject, nursery in made:
        subject.close()
        nursery.close()


@pytest.fixture
def subject(subject_of: Callable[..., Subject]) -> Subject:
    return subject_of()


@pytest.fixture
def api(subject: Subject) -> App:
    return subject.app()


def test_texts_go_to_and_fro(api: App) -> None:
    with api.websocket("/echo", params={"name": "Zoë"}, headers={"X-Kind": "guest"}) as talk:
        assert talk.receive() == "hello Zoë guest"
        for text in ("one", "", "x" * 200_000, "Ünï"):
            talk.send(text)
            assert talk.receive() == text


def test_bytes_and_the_code_of_the_end(api: App) -> None:
    with api.websocket("/bytes") as talk:
        assert talk.close_code == 0
        talk.send(b"\x00\xff")
        assert talk.receive() == b"\x00\xff\x00\xff"
        assert talk.closed()
        assert talk.close_code == 4001


def test_several_talk_at_once(api: App) -> None:
    with api.websocket("/room") as first, api.websocket("/room") as second:
        second.send({"text": "good day"})
        expected = {"said": {"text": "good day"}, "to": 2}
        assert second.receive_json() == expected
        assert first.receive_json() == expected
        assert not first.came(0.05)


def test_a_refusal_is_told(api: App) -> None:
    with api.websocket("/members") as talk:
        assert talk.refused == 403
        with pytest.raises(SubjectFault, match="refused /members with 403"):
            talk.send("let me in")
    assert api.websocket("/nowhere").refused == 403


def test_an_error_in_the_server_ends_the_conversation(api: App) -> None:
    with api.websocket("/broken") as talk:
        with pytest.raises(SubjectFault, match="has closed /broken"):
            talk.receive()
        assert talk.close_code not in (0, 1000)
    assert "unlucky" in api.output()


@pytest.mark.parametrize(("path", "said"), [("/silent", "no message over /silent"), ("/never", "handshake for /never")])
def test_silence_has_an_end(subject_of: Callable[..., Subject], path: str, said: str) -> None:
    api = subject_of(seconds=0.6).app()
    with pytest.raises(faults.TimedOut, match=said), api.websocket(path) as talk:
        talk.receive()


def test_what_is_no_json_is_told(api: App) -> None:
    with api.websocket("/echo") as talk, pytest.raises(SubjectFault, match="no JSON"):
        talk.receive_json()


def test_the_transcript_reads_like_the_program_that_does_the_same(subject: Subject, api: App) -> None:
    with api.websocket("/echo", headers={"Authorization": "Bearer abc"}) as talk:
        talk.receive()
        talk.send({"text": "é"})
        talk.receive()
    lines = [line.text for line in subject.transcript.lines()]
    assert lines[-4:] == [
        '$ websockets ws://127.0.0.1:8000/echo  # "Authorization: Bearer $TOKEN"',
        "< hello nobody",
        '> {"text": "é"}',
        '< {"text": "é"}',
    ]
    assert not any(re.search("abc", line) for line in lines)
