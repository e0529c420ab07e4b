"""What the tests of all services share: a learner's program in the cage, and a run that is killed."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from grader.services.services import Tenant
from grader.subject.launcher import Launcher, launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.scratch import Snapshot
from grader.subject.subject import Subject

SubjectOf = Callable[[Tenant, dict[str, str]], Subject]


NEEDS_MONGO = pytest.mark.skipif(
    not shutil.which("mongod") and importlib.util.find_spec("secantus") is None,
    reason="needs MongoDB: make mongo",
)


@pytest.fixture(scope="module")
def launcher() -> Iterator[Launcher]:
    with launched() as launcher:
        yield launcher


@pytest.fixture
def subject_of(launcher: Launcher, tmp_path: Path) -> Iterator[SubjectOf]:
    """A subject with these files, which may reach one service."""
    with ExitStack() as stack:

        def make(tenant: Tenant, files: dict[str, str]) -> Subject:
            snapshot = Snapshot(tmp_path, {name: text.encode() for name, text in files.items()}, {}, (), "name")
            limits = Limits(seconds=20)
            nursery = Nursery(launcher, snapshot, limits, (), dict(tenant.environment), tenant.ports)
            stack.callback(nursery.close)
            subject = Subject(nursery)
            stack.callback(subject.close)
            return subject

        yield make


@pytest.fixture
def killed() -> Callable[[str], tuple[Path, int]]:
    """Start a server in a process of its own, kill that, and wait; the folder and the port that the server had."""

    def kill(lines: str) -> tuple[Path, int]:
        with subprocess.Popen(
            [sys.executable, "-c", f"{lines}\nprint(server.kept.folder, server.port, flush=True)\ninput()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as owner:
            folder, port = owner.stdout.readline().split()
            assert Path(folder).exists()
            owner.kill()
        end = time.monotonic() + 20
        while Path(folder).exists() and time.monotonic() < end:
            time.sleep(0.02)
        return Path(folder), int(port)

    return kill
