"""The whole API in this process, with real services, and people who use it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from fastapi.testclient import TestClient
from httpx2 import Response
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from redis import Redis

from app import security
from app.main import app
from app.settings import read_settings

PASSWORD = "a long password"
JOB = {
    "title": "Python developer",
    "description": "You write services and test them.",
    "place": "Lisbon",
    "kind": "full_time",
    "salary_min": 40_000,
    "salary_max": 60_000,
}


class Person:
    """Somebody who asks the API with a token of theirs."""

    def __init__(self, client: TestClient, role: str) -> None:
        self.client = client
        self.email = f"{role}-{uuid4().hex}@example.com"
        body = {"email": self.email, "password": PASSWORD, "name": role.title(), "role": role}
        answer = client.post("/api/v1/auth/sign-up", json=body)
        assert answer.status_code == 201
        self.user: dict[str, Any] = answer.json()
        self.id: int = self.user["id"]
        self.log_in()

    def log_in(self) -> dict[str, Any]:
        answer = self.client.post("/api/v1/auth/log-in", json={"email": self.email, "password": PASSWORD})
        assert answer.status_code == 200
        tokens: dict[str, Any] = answer.json()
        self.tokens = tokens
        return tokens

    def ask(self, method: str, path: str, body: object = None, **parameters: str | int) -> Response:
        headers = {"Authorization": f"Bearer {self.tokens['access_token']}"}
        return self.client.request(method, f"/api/v1{path}", json=body, headers=headers, params=parameters)

    def post_job(self, **changes: object) -> dict[str, Any]:
        answer = self.ask("POST", "/jobs", {**JOB, **changes})
        assert answer.status_code == 201
        found: dict[str, Any] = answer.json()
        return found

    def approve(self, job: dict[str, Any]) -> Response:
        return self.ask("POST", f"/admin/jobs/{job['id']}/approve", {"version": job["version"]})

    def apply(self, job: dict[str, Any]) -> Response:
        return self.ask("POST", f"/jobs/{job['id']}/applications", {"message": "I know Python."})


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """Passwords cost nothing here; the unit tests look at the real hashes."""
    with pytest.MonkeyPatch.context() as patch:
        quick = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(security, "hasher", PasswordHash((quick,)))
        yield


@pytest.fixture(scope="session")
def engine() -> Iterator[sa.Engine]:
    engine = sa.create_engine(read_settings().database_url)
    command.upgrade(Config(Path(__file__).parents[2] / "alembic.ini"), "head")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def client(engine: sa.Engine) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client
    with engine.begin() as connection:
        connection.execute(sa.text("TRUNCATE users CASCADE"))


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis | None]:
    url = os.environ.get("REDIS_URL")
    redis = Redis.from_url(url) if url else None
    yield redis
    if redis:
        redis.close()


@pytest.fixture(autouse=True)
def _no_jobs(engine: sa.Engine, redis: Redis | None) -> None:
    """Each test begins without jobs; people stay."""
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM jobs"))
    if redis:
        redis.incr("jobs:generation")


@pytest.fixture(scope="session")
def seeker(client: TestClient) -> Person:
    return Person(client, "seeker")


@pytest.fixture(scope="session")
def other_seeker(client: TestClient) -> Person:
    return Person(client, "seeker")


@pytest.fixture(scope="session")
def company(client: TestClient) -> Person:
    return Person(client, "company")


@pytest.fixture(scope="session")
def other_company(client: TestClient) -> Person:
    return Person(client, "company")


@pytest.fixture(scope="session")
def admin(client: TestClient, engine: sa.Engine) -> Person:
    person = Person(client, "seeker")
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE users SET role = 'admin' WHERE id = :id"), {"id": person.id})
    return person


@pytest.fixture
def open_job(company: Person, admin: Person) -> dict[str, Any]:
    answer = admin.approve(company.post_job())
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found
