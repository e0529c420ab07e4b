"""Learners' web applications: served for real, asked over HTTP, in whatever state they are."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from grader.subject.faults import Died, RemoteError, SubjectFault, TimedOut
from grader.subject.launcher import Launcher, launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.subject import Subject
from subject.conftest import snapshot_of

_APP = """
    import asyncio
    import os
    from fastapi import FastAPI, Request, UploadFile

    app = FastAPI()
    seen = []

    @app.get("/")
    def root():
        return {"pid": os.getpid(), "seen": len(seen)}

    @app.post("/echo")
    async def echo(request: Request):
        seen.append(1)
        body = await request.body()
        kind = request.headers.get("content-type")
        return {"body": body.decode(), "type": kind, "query": str(request.query_params)}

    @app.post("/upload")
    async def upload(file: UploadFile):
        return {"name": file.filename, "size": len(await file.read())}

    @app.get("/broken")
    def broken():
        raise ValueError("unlucky")

    @app.get("/end")
    def end():
        print("good bye", flush=True)
        os._exit(4)

    @app.get("/never")
    async def never():
        await asyncio.sleep(3600)

    @app.get("/wait")
    async def wait():
        await asyncio.sleep(0.2)
        return "waited"

    @app.get("/large")
    def large():
        return "x" * 5_000_000
"""


@pytest.fixture(scope="module")
def warm() -> Iterator[Launcher]:
    with launched() as launcher:
        launcher.warm(["fastapi", "flask"], serves=True)
        yield launcher


@pytest.fixture
def subject_of(warm: Launcher) -> Iterator[object]:
    made: list[tuple[Subject, Nursery]] = []

    def make(text: str, **limits: float) -> Subject:
        nursery = Nursery(warm, snapshot_of({"main.py": text}), Limits(**limits))
        made.append((Subject(nursery), nursery))
        return made[-1][0]

    yield make
    for subject, nursery in made:
        subject.close()
        nursery.close()


def lines(subject: Subject) -> list[str]:
    return [line.text for line in subject.transcript.lines()]


def test_an_answer_has_a_status_headers_and_a_body(subject_of):
    answer = subject_of(_APP).app().get("/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.json()["seen"] == 0


@pytest.mark.parametrize(
    ("options", "body", "kind"),
    [
        ({"json": {"a": "é"}}, '{"a": "é"}', "application/json"),
        ({"data": {"a": "1 2"}}, "a=1+2", "application/x-www-form-urlencoded"),
        ({"content": "plain", "headers": {"content-type": "text/plain"}}, "plain", "text/plain"),
        ({"json": None}, "null", "application/json"),
    ],
)
def test_a_body_arrives_as_it_was_sent(subject_of, options, body, kind):
    answer = subject_of(_APP).app().post("/echo", params={"q": "a b"}, **options).json()
    assert answer == {"body": body, "type": kind, "query": "q=a+b"}


def test_a_file_arrives(subject_of):
    answer = subject_of(_APP).app().post("/upload", files={"file": ("a.png", b"1234", "image/png")})
    assert answer.json() == {"name": "a.png", "size": 4}


def test_a_line_with_a_file_has_its_fields_its_type_and_its_name(subject_of):
    subject = subject_of(_APP)
    subject.app().post("/upload", data={"title": "My cat"}, files={"file": ("../pets/cat.png", b"1234", "image/png")})
    line = next(line for line in lines(subject) if "curl" in line)
    assert "-F 'title=My cat' -F 'file=@cat.png;type=image/png;filename=../pets/cat.png'" in line


def test_an_answer_may_come_before_the_whole_request_is_read(subject_of):
    refuses = """
        async def app(scope, receive, send):
            if scope["type"] == "http":
                await send({"type": "http.response.start", "status": 413, "headers": [(b"connection", b"close")]})
                await send({"type": "http.response.body", "body": b"too large"})
    """
    answer = subject_of(refuses).app().post("/", content=b"x" * 30_000_000)
    assert (answer.status_code, answer.text) == (413, "too large")


def test_every_request_can_be_pasted(subject_of):
    subject = subject_of(_APP)
    api = subject.app()
    api.post("/echo", json={"it's": 1}, headers={"Authorization": "Bearer secret"})
    assert lines(subject)[:2] == [
        "$ uvicorn main:app",
        "$ curl -i -X POST http://127.0.0.1:8000/echo -H 'Content-Type: application/json' "
        '-H "Authorization: Bearer $TOKEN" -d "{\\"it\'s\\": 1}"',
    ]
    assert "secret" not in "".join(lines(subject)[:2])


def test_each_check_has_a_server_of_its_own(subject_of, warm):
    nursery = Nursery(warm, snapshot_of({"main.py": _APP}), Limits())
    pids = set()
    for _ in range(2):
        subject = Subject(nursery)
        api = subject.app()
        api.post("/echo", json={})
        pids.add(api.get("/").json()["pid"])
        assert api.get("/").json()["seen"] == 1
        subject.close()
    nursery.close()
    assert len(pids) == 2


def test_an_error_of_the_server_shows_the_line_at_fault(subject_of):
    subject = subject_of(_APP)
    assert subject.app().get("/broken").status_code == 500
    shown = "\n".join(lines(subject))
    assert 'File "main.py", line 26, in broken' in shown
    assert "ValueError: unlucky" in shown
    assert "site-packages" not in shown


def test_requests_go_out_at_once(subject_of):
    api = subject_of(_APP).app()
    began = time.perf_counter()
    answers = api.concurrently(*[("GET", "/wait")] * 8, ("GET", "/"))
    assert time.perf_counter() - began < 8 * 0.2
    assert [answer.status_code for answer in answers] == [200] * 9
    assert answers[-1].place == 0


def test_a_request_may_be_left_waiting(subject_of):
    api = subject_of(_APP).app()
    waiting = api.start("GET", "/wait")
    assert api.get("/").status_code == 200
    assert not waiting.came(0)
    assert waiting.answer().json() == "waited"


def test_a_request_that_was_started_is_on_its_way_though_nobody_waits_for_the_answer(subject_of):
    code = """
        import asyncio
        from fastapi import FastAPI

        app = FastAPI()

        @app.get("/")
        async def root():
            print("here it is", flush=True)
            await asyncio.sleep(60)
    """
    api = subject_of(code).app()
    api.start("GET", "/")
    end = time.monotonic() + 5
    while "here it is" not in api.output():  # looks at what was printed, and does not look after connections
        assert time.monotonic() < end
        time.sleep(0.01)


def test_lines_of_a_check_run_before_the_import(subject_of):
    before = """
        import asyncio
        async def at_once(seconds):
            return None
        asyncio.sleep = at_once
    """
    assert subject_of(_APP).app(before=before).get("/never").status_code == 200


def test_no_answer_in_time(subject_of):
    with pytest.raises(TimedOut, match="no answer to GET /never"):
        subject_of(_APP, seconds=0.5).app().get("/never")


def test_a_server_that_ends(subject_of):
    with pytest.raises(Died, match="ended before it answered"):
        subject_of(_APP).app().get("/end")


def test_an_answer_that_is_too_large(subject_of):
    with pytest.raises(SubjectFault, match="more than"):
        subject_of(_APP).app().get("/large")


def test_an_answer_that_is_no_json(subject_of):
    with pytest.raises(SubjectFault, match="GET /docs is no JSON"):
        subject_of(_APP).app().get("/docs").json()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("api = 1", "has no app"),
        ("app = 1", "app in main.py is no application"),
        ("import nothing_like_this", "No module named"),
        ("def app(:", "invalid syntax"),
    ],
)
def test_an_application_that_is_none(subject_of, text, problem):
    with pytest.raises((SubjectFault, RemoteError), match=problem):
        subject_of(text).app()


def test_a_lifespan_that_fails(subject_of):
    text = """
        from contextlib import asynccontextmanager
        from fastapi import FastAPI

        @asynccontextmanager
        async def lifespan(app):
            raise RuntimeError("no database")
            yield

        app = FastAPI(lifespan=lifespan)
    """
    subject = subject_of(text)
    with pytest.raises(Died, match="ended before it answered"):
        subject.app().get("/")
    assert "RuntimeError: no database" in "\n".join(lines(subject))


def test_what_begins_with_the_application_is_there(subject_of):
    text = """
        from contextlib import asynccontextmanager
        from fastapi import FastAPI
        state = {}

        @asynccontextmanager
        async def lifespan(app):
            state["open"] = True
            print("begun", flush=True)
            yield

        app = FastAPI(lifespan=lifespan)

        @app.get("/")
        def root():
            return state
    """
    api = subject_of(text).app()
    assert api.get("/").json() == {"open": True}
    assert "begun" in api.output()


def test_flask_is_served_too(subject_of):
    text = """
        from flask import Flask, request
        app = Flask(__name__)

        @app.post("/hello")
        def hello():
            return {"hello": request.get_json()["name"]}, 201

        @app.get("/broken")
        def broken():
            raise ValueError("unlucky")
    """
    subject = subject_of(text)
    api = subject.app()
    answer = api.post("/hello", json={"name": "Amina"})
    assert (answer.status_code, answer.json()) == (201, {"hello": "Amina"})
    assert api.get("/broken").status_code == 500
    shown = "\n".join(lines(subject))
    assert "flask --app main:app run --port 8000" in shown
    assert "ValueError: unlucky" in shown
    assert "AttributeError" not in api.output()


def test_a_server_that_prints_without_an_end_is_stopped(subject_of):
    text = """
        from fastapi import FastAPI
        app = FastAPI()

        @app.get("/")
        def root():
            while True:
                print("x" * 1000)
    """
    with pytest.raises(SubjectFault, match="printed more than"):
        subject_of(text).app().get("/")


def test_an_error_that_went_through_middleware_shows_the_line_at_fault(subject_of):
    text = """
        from fastapi import FastAPI
        app = FastAPI()

        @app.middleware("http")
        async def pass_on(request, call_next):
            return await call_next(request)

        @app.get("/")
        async def root():
            raise ValueError("unlucky")
    """
    subject = subject_of(text)
    subject.app().get("/")
    shown = "\n".join(lines(subject))
    assert 'File "main.py", line 11, in root' in shown
    assert "site-packages" not in shown


def test_the_log_of_an_application_is_its_own(subject_of):
    text = """
        import logging
        from fastapi import FastAPI
        logging.basicConfig(filename="app.log", filemode="w", format="%(message)s", level=logging.INFO)
        app = FastAPI()

        @app.get("/")
        def root():
            logging.info("asked")
            print("asked, too")
            return 1
    """
    subject = subject_of(text)
    api = subject.app()
    api.get("/")
    assert subject.read_text("app.log") == "asked\n"
    assert api.wait_for_output("asked, too")
