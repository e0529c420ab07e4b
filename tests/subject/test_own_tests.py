"""A learner's own tests, run by pytest, behave as in their own terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from grader.subject.launcher import Launcher, launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.subject import Finished, Subject

from .conftest import snapshot_of

_APP = """
from fastapi import FastAPI

app = FastAPI()

@app.get("/tea")
def tea() -> str:
    return "green"
"""


@pytest.fixture(scope="module")
def warm() -> Iterator[Launcher]:
    with launched() as launcher:
        launcher.warm(["fastapi", "fastapi.testclient"], serves=True)
        yield launcher


@pytest.fixture
def tested(warm: Launcher) -> Callable[..., Finished]:
    """Run pytest among these files."""

    def tested(files: dict[str, str], *words: str) -> Finished:
        nursery = Nursery(warm, snapshot_of({"main.py": _APP, **files}), Limits(seconds=60, memory_mb=1024))
        subject = Subject(nursery)
        try:
            return subject.program("python", "-m", "pytest", "-q", *words)
        finally:
            subject.close()
            nursery.close()

    return tested


def test_warnings_may_be_errors(tested: Callable[..., Finished]) -> None:
    strict = '[tool.pytest.ini_options]\nfilterwarnings = ["error"]\n'
    test = """
    from fastapi.testclient import TestClient
    from main import app

    def test_tea():
        with TestClient(app) as client:
            assert client.get("/tea").json() == "green"
    """
    finished = tested({"pyproject.toml": strict, "test_tea.py": test})
    assert (finished.exit_code, finished.stderr) == (0, "")
    assert "1 passed" in finished.stdout


def test_a_plug_in_that_is_used_is_loaded(tested: Callable[..., Finished]) -> None:
    test = """
    import schemathesis
    from main import app

    schema = schemathesis.openapi.from_asgi("/openapi.json", app)

    @schema.include(path_regex="tea").parametrize()
    def test_all(case):
        assert case.call().status_code in (200, 405)
    """
    finished = tested({"test_all.py": test})
    assert "1 passed" in finished.stdout, finished.stdout


def test_a_plug_in_that_nobody_uses_costs_nothing(tested: Callable[..., Finished]) -> None:
    test = """
    import sys

    def test_all():
        unused = ("schema" + "thesis", "_hypo" + "thesis", "val" + "key")
        assert not [name for name in sys.modules if name.startswith(unused)]
    """
    compose = "services: {cache: {image: valkey/valkey}}  # looked at by schemathesis and hypothesis"
    assert tested({"test_all.py": test, "compose.yaml": compose}).exit_code == 0
