"""A migrated database, the running application, and people who use it."""

import asyncio
import contextlib
import os
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from httpx import ASGITransport, AsyncClient, Response

from app.admin import make_admin
from app.main import app

PASSWORD = "a long password"
JOB = {
    "title": "Gardener",
    "description": "You look after roses.",
    "place": "Berlin",
    "kind": "full_time",
    "salary_min": 30_000,
    "salary_max": 40_000,
}


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """All tests share one loop, for the pool does."""
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def _migrated() -> None:
    folder = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-m", "alembic", "upgrade", "head"], cwd=folder, check=True, capture_output=True)


@contextlib.asynccontextmanager
async def running() -> AsyncIterator[None]:
    """Start and stop the application as a server does: httpx leaves that out."""
    to_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    from_app: asyncio.Queue[Any] = asyncio.Queue()
    task = asyncio.create_task(app({"type": "lifespan", "asgi": {"version": "3.0"}}, to_app.get, from_app.put))
    await to_app.put({"type": "lifespan.startup"})
    assert (await from_app.get())["type"] == "lifespan.startup.complete"
    yield
    await to_app.put({"type": "lifespan.shutdown"})
    await task


@pytest.fixture(scope="session")
async def api(_migrated: None, anyio_backend: str) -> AsyncIterator[AsyncClient]:
    """Somebody without a token."""
    async with running(), AsyncClient(transport=ASGITransport(app), base_url="http://test/api/v1") as client:
        yield client


@dataclass
class Person:
    """Somebody with an account."""

    client: AsyncClient
    user: dict[str, Any]
    tokens: dict[str, Any]

    async def ask(self, method: str, path: str, body: object = None, **more: Any) -> Response:
        """Ask with one's token."""
        headers = {"Authorization": f"Bearer {self.tokens['access_token']}"}
        return await self.client.request(method, path, json=body, headers=headers, **more)


def new_email() -> str:
    """An address that nobody has."""
    return f"{uuid.uuid4().hex}@example.com"


class People:
    """Makes persons and jobs."""

    def __init__(self, client: AsyncClient) -> None:
        self.client = client

    async def person(self, role: str) -> Person:
        """Somebody new."""
        body = {"email": new_email(), "password": PASSWORD, "name": "Amina", "role": role.replace("admin", "seeker")}
        answer = await self.client.post("/auth/sign-up", json=body)
        assert answer.status_code == 201, answer.text
        if role == "admin":
            assert await make_admin(body["email"])
        return Person(self.client, answer.json(), await self.log_in(body["email"]))

    async def log_in(self, email: str) -> dict[str, Any]:
        """Tokens of another log-in."""
        answer = await self.client.post("/auth/log-in", json={"email": email, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        tokens: dict[str, Any] = answer.json()
        return tokens

    async def job(self, company: Person, admin: Person | None = None, **fields: object) -> dict[str, Any]:
        """A job, approved if there is an admin."""
        answer = await company.ask("POST", "/jobs", {**JOB, **fields})
        assert answer.status_code == 201, answer.text
        if admin is not None:
            path = f"/admin/jobs/{answer.json()['id']}/approve"
            answer = await admin.ask("POST", path, {"version": answer.json()["version"]})
            assert answer.status_code == 200, answer.text
        job: dict[str, Any] = answer.json()
        return job


@pytest.fixture(scope="session")
def people(api: AsyncClient) -> People:
    """Who makes persons."""
    return People(api)


@pytest.fixture(scope="session")
async def company(people: People) -> Person:
    """A company."""
    return await people.person("company")


@pytest.fixture(scope="session")
async def rival(people: People) -> Person:
    """Another company."""
    return await people.person("company")


@pytest.fixture(scope="session")
async def seeker(people: People) -> Person:
    """A job-seeker."""
    return await people.person("seeker")


@pytest.fixture(scope="session")
async def other_seeker(people: People) -> Person:
    """Another job-seeker."""
    return await people.person("seeker")


@pytest.fixture(scope="session")
async def admin(people: People) -> Person:
    """An admin."""
    return await people.person("admin")


@pytest.fixture
def database() -> psycopg.Connection[Any]:
    """A connection to look at what is kept."""
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
