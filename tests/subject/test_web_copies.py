"""Applications in the checks of one submission: loaded once, served afresh each time."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

import pytest

from grader.subject.faults import SubjectFault
from grader.subject.launcher import Launcher, launched
from grader.subject.nursery import Nursery
from grader.subject.subject import Subject

_COUNTS = """
    import secrets
    from fastapi import FastAPI

    token = secrets.token_hex()
    visits = []
    app = FastAPI()

    @app.get("/")
    def visit():
        visits.append(token)
        return visits
"""

_TELLS_WHOSE_COPY_IT_IS = """
    import os
    from fastapi import FastAPI

    app = FastAPI()

    @app.get("/")
    def parent():
        return os.getppid()
"""

_COUNTS_TOO = """
    visits = []

    @app.get("/visits")
    def visit():
        visits.append(1)
        return visits
"""


@pytest.fixture(scope="module")
def launcher() -> Iterator[Launcher]:
    with launched() as launcher:
        launcher.warm(["fastapi"], serves=True)
        yield launcher


@contextlib.contextmanager
def check(nursery: Nursery) -> Iterator[Subject]:
    with contextlib.closing(Subject(nursery)) as subject:
        yield subject


def test_an_application_is_loaded_once_and_served_afresh_in_every_check(nursery_of):
    nursery = nursery_of({"main.py": _COUNTS})
    with check(nursery) as subject:
        token = subject.module("main").token
    for _ in range(3):
        with check(nursery) as subject:
            api = subject.app()
            assert [api.get("/").json() for _ in range(2)] == [[token], [token, token]]
    with check(nursery) as subject:
        assert list(subject.module("main").visits) == []


def test_a_server_that_nobody_asked_is_not_in_the_way_of_the_next(nursery_of):
    nursery = nursery_of({"main.py": _TELLS_WHOSE_COPY_IT_IS})
    with check(nursery) as subject:
        root = subject.app().get("/").json()
    with check(nursery) as subject:
        os.kill(root, signal.SIGSTOP)  # it makes its copy when the check is over: only then is it told to go on
        subject.app()
    with check(nursery) as subject:
        assert subject.app().get("/").json() == root


def test_after_the_end_of_a_server_the_next_one_is_served_from_the_same_import(nursery_of):
    nursery = nursery_of({"main.py": _TELLS_WHOSE_COPY_IT_IS + _COUNTS_TOO})
    with check(nursery) as subject:
        with subject.app() as first:
            root, visits = [first.get(path).json() for path in ("/", "/visits")]
        second = subject.app()
        assert [second.get(path).json() for path in ("/", "/visits")] == [root, visits]
        with pytest.raises(SubjectFault):
            first.get("/")
        assert subject.app().get("/").json() != root  # one copy at a time
    with check(nursery) as subject:
        assert subject.app().get("/").json() == root


def test_a_server_that_comes_after_its_own_end_is_not_in_the_way(nursery_of):
    nursery = nursery_of({"main.py": _TELLS_WHOSE_COPY_IT_IS})
    with check(nursery) as subject:
        root = subject.app().get("/").json()
    with check(nursery) as subject:
        os.kill(root, signal.SIGSTOP)
        with subject.app():
            pass
        assert subject.app().get("/").status_code == 200
    with check(nursery) as subject:
        assert subject.app().get("/").json() == root


def test_two_servers_of_one_check_share_nothing(nursery_of):
    with check(nursery_of({"main.py": _COUNTS})) as subject:
        first, second = subject.app(), subject.app()
        assert len(first.get("/").json()) == len(second.get("/").json()) == 1


def test_a_missing_file_is_one_cause_for_all_checks(nursery_of):
    nursery = nursery_of({"main.py": ""})
    for _ in range(2):
        with check(nursery) as subject, pytest.raises(SubjectFault) as refused:
            subject.app("server:app")
        assert nursery.unloadable == {"server": refused.value}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("app = 1", "app in main.py is no application."),
        ("from fastapi import FastAPI\nap = FastAPI()", "Your module has no app."),
    ],
)
def test_what_is_no_application_is_told_in_every_check(nursery_of, text, said):
    nursery = nursery_of({"main.py": text})
    for _ in range(3):
        with check(nursery) as subject, pytest.raises(SubjectFault) as refused:
            subject.app()
        assert str(refused.value).startswith(said)
