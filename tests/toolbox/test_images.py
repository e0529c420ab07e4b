"""What is asked of Docker for a learner's image, and what is made of its answers. A small script plays Docker."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.subject.launcher import launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.scratch import Snapshot
from grader.subject.subject import Subject
from grader.toolbox import Mismatch, images

_DOCKER = """#!{python}
import json, os, sys
answers = json.load(open(os.path.join(os.path.dirname(__file__), "answers.json")))
with open(os.path.join(os.path.dirname(__file__), "asked"), "a") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1] == "build":
    print(sorted(os.listdir(sys.argv[-1])))
status, text = answers.get(sys.argv[1], [0, ""])
print(text)
sys.exit(status)
"""
_GOOD: dict[str, tuple[int, str]] = {
    "version": (0, "linux Docker Engine - Community"),
    "image": (0, '[{"Config": {"Healthcheck": {"Test": ["CMD", "true"]}, "User": "board"}}]'),
    "events": (0, "start\nexec_start: true\nhealth_status: healthy"),
    "top": (0, "PID UID\n4711 10001\n4712 10001"),
}
Docker = Callable[..., Callable[[], list[list[str]]]]


@pytest.fixture
def docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Docker:
    """Put a Docker that answers like this into the path; gives what it was asked."""

    def docker(**answers: tuple[int, str]) -> Callable[[], list[list[str]]]:
        script = tmp_path / "docker"
        script.write_text(_DOCKER.replace("{python}", sys.executable), encoding="utf-8")
        script.chmod(0o755)
        (tmp_path / "answers.json").write_text(json.dumps({**_GOOD, **answers}), encoding="utf-8")
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return lambda: [json.loads(line) for line in (tmp_path / "asked").read_text(encoding="utf-8").splitlines()]

    return docker


@pytest.fixture
def subject() -> Iterator[Subject]:
    files = {"Dockerfile": b"FROM python:3.13-slim\n", ".dockerignore": b".git\n"}
    with launched() as launcher:
        nursery = Nursery(launcher, Snapshot(Path("mine"), files, {}, (), "mine"), Limits(), env={"JWT_SECRET": "long"})
        subject = Subject(nursery)
        yield subject
        subject.close()
        nursery.close()


def _lines(subject: Subject) -> list[str]:
    return [line.text for line in subject.transcript.lines()]


def _are_gone(asked: list[list[str]]) -> bool:
    name = next(words[words.index("--tag") + 1] for words in asked if words[0] == "build")
    return asked[-2:] == [["rm", "--force", "--volumes", name], ["rmi", "--force", name]]


def test_an_image_is_built_and_started_and_is_gone_afterwards(subject: Subject, docker: Docker) -> None:
    asked = docker()
    with images.started(subject) as container:
        assert container.becomes_healthy()
        assert container.users() == {"10001"}
        assert container.config["User"] == "board"
    (run,) = [words for words in asked() if words[0] == "run"]
    assert "JWT_SECRET=long" in run
    assert not any("PYTEST" in word for word in run)
    assert _lines(subject) == ["$ docker build --tag mine .", "$ docker run --network=host --env JWT_SECRET mine"]
    assert _are_gone(asked())


def test_what_docker_says_is_shown_if_it_cannot_build(subject: Subject, docker: Docker) -> None:
    asked = docker(build=(1, "no such package"))
    with pytest.raises(Mismatch, match="cannot be built"), images.started(subject):
        raise AssertionError
    assert _lines(subject)[-2:] == ["['.dockerignore', 'Dockerfile']", "no such package"]
    assert _are_gone(asked())


@pytest.mark.parametrize("told", ["start\ndie", "health_status: unhealthy", "start"])
def test_what_the_container_has_printed_is_shown_if_it_does_not_get_healthy(
    subject: Subject, docker: Docker, told: str
) -> None:
    docker(events=(0, told), logs=(0, "no module named app"))
    with images.started(subject) as container:
        assert not container.becomes_healthy()
    assert _lines(subject)[-1] == "no module named app"


def test_a_check_that_fails_leaves_nothing(subject: Subject, docker: Docker) -> None:
    asked = docker()
    with pytest.raises(KeyboardInterrupt), images.started(subject):
        raise KeyboardInterrupt
    assert _are_gone(asked())


def test_what_is_missing_is_named(docker: Docker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        docker()
        assert images.missing(port) == f"needs port {port}, where another program of this machine listens"
    assert images.missing(port) == ""
    docker(version=(0, "linux Docker Desktop 4.40.0 (187762)"))
    assert "Desktop" in images.missing(port)
    docker(version=(1, "Cannot connect to the Docker daemon"))
    assert "does not answer" in images.missing(port)
    (tmp_path / "docker").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert images.missing(port) == "needs Docker"
