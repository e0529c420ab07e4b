"""Warm processes: what they share, and that nobody can tell."""

from __future__ import annotations

import contextlib
from contextlib import closing
from pathlib import Path

import pytest

from grader.curriculum import Exercise, curriculum
from grader.subject.launcher import Launcher
from grader.subject.nursery import Nursery
from grader.subject.scratch import Snapshot
from grader.subject.subject import Subject
from grader.zygotes import Zygotes, routes

_COMPANY = ["day03", "day15", "day17", "day22", "day23", "lab-sql", "lab-async-scraper", "lab-github-client"]


@pytest.fixture(scope="module")
def company() -> list[Exercise]:
    return [curriculum().exercise(name) for name in _COMPANY]


def test_an_exercise_passes_no_station_with_what_it_does_not_need(company: list[Exercise]) -> None:
    for exercise in company:
        needed = exercise.imports() | ({"uvicorn"} if exercise.kind == "api" else set())
        assert all(set(station) <= needed for station in routes(company)[exercise.id])


def test_a_station_is_there_for_several(company: list[Exercise]) -> None:
    passed = [station for route in routes(company).values() for station in route]
    assert passed
    assert all(passed.count(station) > 1 for station in passed)
    assert routes(company)["day03"] == []


def test_who_is_alone_passes_no_station(company: list[Exercise]) -> None:
    assert set(map(tuple, routes(company[1:2]).values())) == {()}


@pytest.mark.parametrize("name", ["day03", "day17", "day23", "lab-github-client"])
def test_the_same_modules_are_loaded_in_company_as_alone(name: str, company: list[Exercise]) -> None:
    exercise = curriculum().exercise(name)
    assert _loaded(exercise, company) == _loaded(exercise, [exercise])


def _loaded(exercise: Exercise, company: list[Exercise]) -> list[str]:
    source = b"import sys\n\nloaded = sorted(sys.modules)\n"
    snapshot = Snapshot(Path("/nowhere"), {"look.py": source}, {}, (), "their folder")
    with contextlib.ExitStack() as stay:
        zygotes = stay.enter_context(closing(Zygotes.warmed(company, Launcher.start())))
        forked = stay.enter_context(closing(zygotes.fork()))
        nursery = stay.enter_context(closing(Nursery(forked.of(exercise), snapshot, exercise.limits)))
        subject = Subject(nursery)
        found = subject.module("look").loaded
        subject.close()
    return list(found)
