"""A client of the application, and people who use it."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from fastapi.testclient import TestClient

from app import admin as admin_command
from app.main import app

PASSWORD = "correct horse battery"
JOB = {
    "title": "Python developer",
    "description": "You write tests for a library.",
    "place": "Zürich",
    "kind": "full_time",
    "salary_min": 80_000,
    "salary_max": 100_000,
}


@dataclass
class Person:
    """Somebody with an account, who asks with their token."""

    client: TestClient
    id: int
    email: str
    tokens: dict[str, Any]

    def ask(self, method: str, path: str, **arguments: Any) -> Any:
        """A request as this person."""
        headers = {"Authorization": f"Bearer {self.tokens['access_token']}"}
        return self.client.request(method, f"/api/v1{path}", headers=headers, **arguments)

    def get(self, path: str, **parameters: Any) -> Any:
        """Read something."""
        return self.ask("GET", path, params=parameters)

    def post(self, path: str, body: Any = None) -> Any:
        """Do something."""
        return self.ask("POST", path, json=body)


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The whole application, with its threads, on a database that is up to date."""
    command.upgrade(Config(str(Path(__file__).parents[2] / "alembic.ini")), "head")
    with TestClient(app) as client:
        yield client


@pytest.fixture(scope="session")
def join(client: TestClient) -> Callable[[str], Person]:
    """A function that signs somebody new up and logs them in."""

    def join(role: str) -> Person:
        email = f"{uuid.uuid4().hex}@example.com"
        body = {"email": email, "password": PASSWORD, "name": f"The {role}", "role": role}
        if role == "admin":
            body["role"] = "seeker"
        answer = client.post("/api/v1/auth/sign-up", json=body)
        assert answer.status_code == 201, answer.text
        assert "password" not in answer.text
        if role == "admin":
            assert admin_command.main([email]) == 0
        tokens = client.post("/api/v1/auth/log-in", json={"email": email, "password": PASSWORD})
        assert tokens.status_code == 200, tokens.text
        return Person(client, answer.json()["id"], email, tokens.json())

    return join


@pytest.fixture(scope="session")
def company(join: Callable[[str], Person]) -> Person:
    """A company."""
    return join("company")


@pytest.fixture(scope="session")
def other_company(join: Callable[[str], Person]) -> Person:
    """A company that has nothing to do with the first."""
    return join("company")


@pytest.fixture(scope="session")
def seeker(join: Callable[[str], Person]) -> Person:
    """A job-seeker."""
    return join("seeker")


@pytest.fixture(scope="session")
def other_seeker(join: Callable[[str], Person]) -> Person:
    """Another one."""
    return join("seeker")


@pytest.fixture(scope="session")
def admin(join: Callable[[str], Person]) -> Person:
    """An admin."""
    return join("admin")


@pytest.fixture
def pending(company: Person) -> dict[str, Any]:
    """A job that no admin has looked at yet."""
    answer = company.post("/jobs", JOB)
    assert answer.status_code == 201, answer.text
    job: dict[str, Any] = answer.json()
    return job


@pytest.fixture
def job(pending: dict[str, Any], admin: Person) -> dict[str, Any]:
    """An open job."""
    answer = admin.post(f"/admin/jobs/{pending['id']}/approve", {"version": pending["version"]})
    assert answer.status_code == 200, answer.text
    approved: dict[str, Any] = answer.json()
    assert approved["status"] == "approved"
    return approved


@pytest.fixture
def application(job: dict[str, Any], seeker: Person) -> dict[str, Any]:
    """An application of the job-seeker for that job."""
    answer = seeker.post(f"/jobs/{job['id']}/applications", {"message": "I know Python."})
    assert answer.status_code == 201, answer.text
    sent: dict[str, Any] = answer.json()
    return sent
