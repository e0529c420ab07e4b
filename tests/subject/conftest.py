"""Learners' code from memory: one warm zygote for all tests, a fresh folder for each."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.subject.launcher import Launcher, launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.scratch import Snapshot
from grader.subject.subject import Subject

NurseryOf = Callable[..., Nursery]
SubjectOf = Callable[..., Subject]


@pytest.fixture(scope="session")
def launcher() -> Iterator[Launcher]:
    with launched() as launcher:
        yield launcher


@pytest.fixture
def nursery_of(launcher: Launcher) -> Iterator[NurseryOf]:
    """Makes what the checks of one submission share, from the texts of its files."""
    made: list[Nursery] = []

    def make(files: dict[str, str], **limits: float) -> Nursery:
        made.append(Nursery(launcher, snapshot_of(files), Limits(**limits)))
        return made[-1]

    yield make
    for nursery in made:
        nursery.close()


@pytest.fixture
def subject_of(nursery_of: NurseryOf) -> Iterator[SubjectOf]:
    """Makes the subject of one check, from the texts of a submission's files."""
    made: list[Subject] = []

    def make(files: dict[str, str], **limits: float) -> Subject:
        made.append(Subject(nursery_of(files, **limits)))
        return made[-1]

    yield make
    for subject in made:
        subject.close()


def snapshot_of(files: dict[str, str]) -> Snapshot:
    content = {name: textwrap.dedent(text).encode() for name, text in files.items()}
    return Snapshot(Path("name"), content, {}, (), "name")
