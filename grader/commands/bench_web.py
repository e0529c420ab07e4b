"""What checks of web applications cost: a part of `journey bench`."""

from __future__ import annotations

import statistics
import time
from contextlib import closing

from grader.curriculum import COURSE
from grader.services.services import Services
from grader.subject.launcher import launched
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.scratch import Snapshot
from grader.subject.subject import Subject

_APPS = COURSE / "tests" / "bench"
_IMPORTS = ["fastapi", "sqlalchemy.orm", "psycopg", "sqlalchemy.dialects.postgresql.psycopg"]


def one_more_check(count: int) -> tuple[float, float]:
    """Milliseconds for a fresh process, three requests and its end; and what PostgreSQL with an empty database adds.

    The two are taken in turn, so that a slow moment meets both.
    """
    with closing(Services({"postgres"})) as services, launched() as one, launched() as other:
        for launcher in (one, other):
            launcher.warm(_IMPORTS, serves=True)
        tenancy = services.tenancy(["postgres"])
        plain = Nursery(one, _snapshot("in_memory.py"), Limits())
        stored = Nursery(other, _snapshot("in_postgres.py"), Limits(), (), tenancy.environment, tenancy.ports)
        stored.before_start = tenancy.ready
        tenancy.renew()  # from here on, somebody may have written
        _one_check(plain), _one_check(stored)
        without, more = [], []
        for _ in range(count):
            without.append(_one_check(plain))
            began = time.perf_counter()
            stored.settle()
            tenancy.renew()
            more.append(time.perf_counter() - began + _one_check(stored))
    first = statistics.median(without)
    return round(first * 1000, 1), round((statistics.median(more) - first) * 1000, 1)


def _snapshot(name: str) -> Snapshot:
    return Snapshot(_APPS, {"main.py": (_APPS / name).read_bytes()}, {}, (), name)


def _one_check(nursery: Nursery) -> float:
    began = time.perf_counter()
    subject = Subject(nursery)
    api = subject.app("main:app")
    statuses = [api.post("/users", json={"email": email}).status_code for email in ("amina", "boris")]
    if [*statuses, len(api.get("/users").json())] != [201, 201, 2]:
        raise ValueError("the application of the measurement does not work")
    subject.close()
    return time.perf_counter() - began
