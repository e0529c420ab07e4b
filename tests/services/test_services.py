"""Several services for one exercise: side by side, named in the report, and kindly missed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from grader import report as reports
from grader.curriculum import Exercise, read_exercise
from grader.grading import grade
from grader.judging import Request, Submission
from grader.report import Report
from grader.services.kept import NoServer
from grader.services.services import KNOWN, Services
from grader.subject.scratch import Snapshot
from services.conftest import NEEDS_MONGO

_EXERCISE = """
title = "Counts visits"
kind = "program"
services = ["postgres", "redis", "mongo"]

[[criteria]]
id = "counts"
text = "A visit is counted and written down"
tier = "core"
roadmap = []

[[criteria]]
id = "counts-again"
text = "It begins with one"
tier = "core"
roadmap = []
needs = ["counts"]
"""
_CHECKS = """
import pytest

@pytest.mark.criterion("counts")
def test_a_visit(subject, database, cache, documents):
    assert subject.program("main.py").stdout == "1\\n"
    assert cache.value("visits") == "1"
    assert documents.collection("visits").count() == 1
    assert database.tables() == ["visits"]

@pytest.mark.criterion("counts-again")
def test_another_check(subject):
    assert subject.program("main.py").stdout == "1\\n"
"""
_PROGRAM = b"""
import os
import psycopg, pymongo, redis

with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    connection.execute("CREATE TABLE visits (id integer)")
with pymongo.MongoClient(os.environ["MONGO_URL"]) as client:
    client.get_default_database().visits.insert_one({"_id": 1})
print(redis.Redis.from_url(os.environ["REDIS_URL"]).incr("visits"))
"""


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    folder = tmp_path / "lab-visits"
    for name, text in {"exercise.toml": _EXERCISE, "checks/test_visits.py": _CHECKS, "solution/main.py": ""}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return read_exercise(folder)


@pytest.fixture
def graded(exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[Report]]:
    monkeypatch.setattr("grader.judging.COURSE", Path("/"))

    def run(count: int) -> list[Report]:
        snapshot = Snapshot(tmp_path, {"main.py": _PROGRAM}, {}, (), "name")
        return grade([Submission(exercise, snapshot, str(number)) for number in range(count)], Request(workers=count))

    return run


@NEEDS_MONGO
@pytest.mark.parametrize("workers", [1, 2])
def test_an_exercise_may_need_several(graded: Callable[[int], list[Report]], workers: int) -> None:
    for report in graded(workers):
        assert [(one.id, one.outcome, one.cause or one.skipped_for) for one in report.criteria] == [
            ("counts", reports.PASSED, None),
            ("counts-again", reports.PASSED, None),
        ]
        assert sorted(report.receipt["services"]) == sorted(KNOWN)
        assert all(version and version != "missing" for version in report.receipt["services"].values())


@NEEDS_MONGO
def test_what_needs_a_missing_one_is_skipped(
    graded: Callable[[int], list[Report]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    (report,) = graded(1)
    reason = "needs Redis: the Redis that REDIS_URL names cannot be reached: [Errno 111] Connection refused."
    assert [(one.outcome, one.passed, one.skipped_for, one.cause) for one in report.criteria] == 2 * [
        (reports.SKIPPED, None, reason, None)
    ]
    assert report.receipt["services"]["redis"] == "missing"
    assert report.notes == [
        "Redis is not to be had on this machine, so what needs it was not graded. Nothing of this is a fault of"
        " yours. To see what to do: make doctor"
    ]


def test_a_missing_one_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.services.redis.program", _no_program)
    with contextlib.closing(Services(["redis", "postgres"])) as services:
        tenancy = services.tenancy(["redis", "postgres"])
        assert tenancy.missing == {"redis": "no Redis is installed."}
        assert list(tenancy.environment) == ["DATABASE_URL", "PGGSSENCMODE", "PGSSLMODE"]
        assert services.versions(["redis"]) == {"redis": "missing"}


def _no_program() -> Path:
    raise NoServer("no Redis is installed.")


def test_none_is_started_that_nobody_needs() -> None:
    with contextlib.closing(Services([])) as services:
        assert services.tenancy([]).ports == ()
