"""What a whole system costs: a part of `journey bench`."""

from __future__ import annotations

import statistics
import time
from contextlib import closing

from grader.curriculum import Exercise
from grader.services.services import Services
from grader.subject.launcher import launched
from grader.subject.nursery import Nursery
from grader.subject.subject import Subject
from grader.submission import ours
from grader.toolbox.database import Database

_JOBS, _ASKED = 50_000, 200
_COMPANY = {"email": "bench@example.com", "password": "a long password", "name": "Bench", "role": "company"}
_ADD = """
INSERT INTO jobs (company_id, title, description, place, remote, kind, salary_min, salary_max, status)
SELECT 1, 'Work ' || n, 'rare' || n %% 500 || ' often' || n %% 5, 'Porto', false, 'contract', n, n, 'approved'
FROM generate_series(1, %s) AS n
"""


def search_ratio(exercise: Exercise) -> float:
    """The p95 of a search for a word in one of 500 jobs, against that of a job read by its id, in turn."""
    with closing(Services(exercise.services)) as services, launched() as launcher:
        launcher.warm(sorted(exercise.imports()), serves=True)
        tenancy = services.tenancy(exercise.services)
        environment = dict(exercise.environment) | tenancy.environment | {"REDIS_URL": ""}
        snapshot = ours(exercise, "solution").snapshot
        nursery = Nursery(launcher, snapshot, exercise.limits, (), environment, tenancy.ports)
        subject = Subject(nursery)
        subject.program("python", "-m", "alembic", "upgrade", "head")
        api = subject.app("app.main:app")
        company = api.post("/api/v1/auth/sign-up", json=_COMPANY).json()
        database = Database(tenancy.tenants["postgres"], subject)
        database.execute(_ADD.replace("SELECT 1,", f"SELECT {company['id']},"), _JOBS)
        database.execute("ANALYZE jobs")
        reads, searches = [], []
        with api.in_passing():
            for number in range(1, _ASKED + 1):
                reads.append(_seconds(api, f"/api/v1/jobs/{number}"))
                searches.append(_seconds(api, f"/api/v1/jobs?q=rare{number}"))
        subject.close()
        nursery.close()
    return round(_p95(searches) / _p95(reads), 2)


def _seconds(api: object, path: str) -> float:
    began = time.perf_counter()
    answer = api.get(path)  # type: ignore[attr-defined]
    if answer.status_code != 200:
        raise ValueError(f"the job board answers {path} with {answer.status_code}")
    return time.perf_counter() - began


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]
