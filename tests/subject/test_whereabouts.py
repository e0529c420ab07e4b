"""Whose time is over tells where it is: the line of the learner's, and nothing of it is left in what they printed."""

from __future__ import annotations

import textwrap

import pytest

from grader.subject.faults import TimedOut, Where
from grader.subject.subject import Subject
from grader.subject.whereabouts import told

from .conftest import SubjectOf

_SECONDS = 0.6
_SERVER = """
    import time
    from fastapi import FastAPI
    app = FastAPI()

    @app.get("/never")
    def never() -> None:
        time.sleep(3600)
"""
_WAITING_SERVER = """
    import asyncio
    from contextlib import asynccontextmanager
    from fastapi import Depends, FastAPI

    async def background():
        await asyncio.Event().wait()

    @asynccontextmanager
    async def lifespan(app):
        task = asyncio.create_task(background())
        yield
        task.cancel()

    app = FastAPI(lifespan=lifespan)

    async def nothing():
        await asyncio.Event().wait()
        yield

    @app.get("/route")
    async def route():
        await asyncio.Event().wait()

    @app.get("/dependency", dependencies=[Depends(nothing)])
    async def dependency(): ...

    @app.get("/loop")
    async def loop():
        while True: ...
"""


def stood(subject: Subject, fault: pytest.ExceptionInfo[TimedOut]) -> tuple[int, str] | None:
    place = subject.where_it_stood(fault.value)
    return place and (place["line"], place["text"])


def test_in_a_call(subject_of: SubjectOf) -> None:
    lines = [
        "import time",
        "",
        "def rest():",
        "    print('tired')",
        "    time.sleep(3600)",
        "",
        "def f():",
        "    rest()",
    ]
    subject = subject_of({"m.py": "\n".join(lines)}, seconds=_SECONDS)
    f = subject.module("m").f
    with pytest.raises(TimedOut) as fault:
        f()
    assert stood(subject, fault) == (5, "time.sleep(3600)")
    assert [(entry.printed, entry.errors) for entry in subject.transcript.entries[-1:]] == [("tired\n", "")]


@pytest.mark.parametrize("loop", ["sum(iter(int, 1))", "9 in iter(int, 1)", "{} if all(iter(lambda: 1, 0)) else []"])
def test_in_a_loop(subject_of: SubjectOf, loop: str) -> None:
    subject = subject_of({"m.py": f"def f():\n    return {loop}\n"}, seconds=_SECONDS)
    f = subject.module("m").f
    with pytest.raises(TimedOut) as fault:
        f()
    assert stood(subject, fault) == (2, f"return {loop}")


def test_while_a_module_is_imported(subject_of: SubjectOf) -> None:
    subject = subject_of({"m.py": "import other\n", "other.py": "import time\n\ntime.sleep(3600)\n"}, seconds=_SECONDS)
    with pytest.raises(TimedOut) as fault:
        subject.module("m")
    assert stood(subject, fault) == (3, "time.sleep(3600)")


def test_in_a_program(subject_of: SubjectOf) -> None:
    program = """
        import sys, threading, time
        print("ready", file=sys.stderr)
        threading.Thread(target=time.sleep, args=[3600], daemon=True).start()
        time.sleep(3600)
    """
    subject = subject_of({"main.py": program}, seconds=_SECONDS)
    with pytest.raises(TimedOut) as fault:
        subject.program("main.py")
    assert stood(subject, fault) == (5, "time.sleep(3600)")
    assert subject.transcript.entries[-1].errors == "ready\n"


def test_in_the_youngest_task(subject_of: SubjectOf) -> None:
    program = """
        import asyncio

        async def work(queue):
            await queue.get()

        async def main():
            async with asyncio.TaskGroup() as group:
                for _ in range(20):
                    group.create_task(work(asyncio.Queue()))

        asyncio.run(main())
    """
    subject = subject_of({"main.py": program}, seconds=_SECONDS)
    with pytest.raises(TimedOut) as fault:
        subject.program("main.py")
    assert stood(subject, fault) == (5, "await queue.get()")


def test_in_a_thread_that_the_program_waits_for(subject_of: SubjectOf) -> None:
    program = """
        import threading

        def work():
            threading.Event().wait()

        threading.Thread(target=work).start()
    """
    subject = subject_of({"main.py": program}, seconds=_SECONDS)
    with pytest.raises(TimedOut) as fault:
        subject.program("main.py")
    assert stood(subject, fault) == (5, "threading.Event().wait()")


def test_in_a_route(subject_of: SubjectOf) -> None:
    subject = subject_of({"main.py": _SERVER}, seconds=2)
    api = subject.app()
    with pytest.raises(TimedOut, match="no answer to GET /never") as fault:
        api.get("/never")
    assert stood(subject, fault) == (8, "time.sleep(3600)")
    assert "most recent call first" not in api.output()


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/route", (23, "await asyncio.Event().wait()")),
        ("/dependency", (18, "await asyncio.Event().wait()")),
        ("/loop", (30, "while True: ...")),
    ],
)
def test_in_a_route_that_is_awaited(subject_of: SubjectOf, path: str, line: tuple[int, str]) -> None:
    subject = subject_of({"main.py": _WAITING_SERVER}, seconds=2)
    api = subject.app()
    with pytest.raises(TimedOut) as fault:
        api.get(path)
    assert stood(subject, fault) == line


def test_outside_of_the_learners_files(subject_of: SubjectOf) -> None:
    subject = subject_of({"m.py": "from time import sleep\n"}, seconds=_SECONDS)
    sleep = subject.module("m").sleep
    with pytest.raises(TimedOut) as fault:
        sleep(3600)
    assert stood(subject, fault) is None


def test_who_does_not_obey_is_killed(subject_of: SubjectOf) -> None:
    program = """
        import signal, time
        for number in (signal.SIGURG, signal.SIGQUIT):
            signal.signal(number, signal.SIG_IGN)
        time.sleep(3600)
    """
    subject = subject_of({"main.py": program}, seconds=_SECONDS)
    with pytest.raises(TimedOut) as fault:
        subject.program("main.py")
    assert stood(subject, fault) is None


def test_what_cannot_be_is_no_place(subject_of: SubjectOf) -> None:
    """A program may say what it wants: of the learner's files, a line that is not there has no text."""
    subject = subject_of({"m.py": "def f(): ...\n"})
    fault = TimedOut("Too late.")
    fault.stood = (Where("/etc/passwd", 1), Where("../m.py", 1), Where("m.py", 9_999_999))
    assert subject.where_it_stood(fault) == {"file": "m.py", "line": 9_999_999, "text": ""}


def test_the_main_thread_comes_first_and_what_was_printed_stays() -> None:
    said = """\
        mine: Thread 0x
        Thread 0x00007f01 [worker] (most recent call first):
          File "/tmp/journey-x/3/work/pool.py", line 7 in work
          File "/usr/lib/python3.11/threading.py", line 982 in run

        Current thread 0x00007f02 (most recent call first):
          File "/tmp/journey-x/3/work/app/main.py", line 12 in main
          File "main.py", line 20 in <module>
    """
    errors = bytearray(b"before\n" + textwrap.dedent(said).encode())
    places = told(errors, len("before\n"))
    assert [place[:2] for place in places] == [
        ("app/main.py", 12),
        ("main.py", 20),
        ("pool.py", 7),
        ("/usr/lib/python3.11/threading.py", 982),
    ]
    assert errors == b"before\nmine: Thread 0x\n"


@pytest.mark.parametrize("said", ["", "mine\n", "Current thread 0x", 'Thread 0x1 (most recent call first):\n  File "m'])
def test_what_is_broken_off_tells_nothing(said: str) -> None:
    errors = bytearray(said.encode())
    assert told(errors, 0) == ()
    assert b"hread 0x" not in errors
