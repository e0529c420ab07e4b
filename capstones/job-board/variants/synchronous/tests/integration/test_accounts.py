"""Accounts, tokens, roles."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt
import pytest
from conftest import PASSWORD, Person
from fastapi.testclient import TestClient

from app import admin as admin_command


def log_in(client: TestClient, email: str, password: str = PASSWORD) -> Any:
    """A log-in."""
    return client.post("/api/v1/auth/log-in", json={"email": email, "password": password})


def refresh(client: TestClient, token: str, what: str = "refresh") -> int:
    """The status of a refresh, or of a log-out."""
    return client.post(f"/api/v1/auth/{what}", json={"refresh_token": token}).status_code


def test_healthy(client: TestClient) -> None:
    """The database is there."""
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_who_am_i(client: TestClient, seeker: Person) -> None:
    """The token says who; nobody else gets in."""
    assert seeker.get("/me").json()["email"] == seeker.email
    for header in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic YTpi"}):
        answer = client.get("/api/v1/me", headers=header)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize(
    "change",
    [
        {"role": "admin"},
        {"is_banned": False},
        {"id": 1},
        {"email": "nobody"},
        {"name": "  "},
        {"name": "a\0b"},
        {"name": "x" * 101},
        {"password": "short"},
        {"password": "x" * 129},
    ],
)
def test_bad_sign_up(client: TestClient, change: dict[str, Any]) -> None:
    """422, and nothing of what was sent is repeated."""
    body = {"email": f"{uuid.uuid4().hex}@example.com", "password": PASSWORD, "name": "Amina", "role": "seeker"}
    answer = client.post("/api/v1/auth/sign-up", json={**body, **change})
    assert answer.status_code == 422
    assert all(set(flaw) == {"loc", "msg"} for flaw in answer.json()["detail"])
    assert PASSWORD not in answer.text and body["email"] not in answer.text


def test_half_an_emoji(client: TestClient) -> None:
    """A text that cannot be written down is refused."""
    raw = b'{"email": "a@example.com", "password": "long enough", "name": "\\ud83d", "role": "seeker"}'
    answer = client.post("/api/v1/auth/sign-up", content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_one_account_for_an_address(client: TestClient) -> None:
    """Also in capitals, and if several ask at once."""
    email = f"{uuid.uuid4().hex}@example.com"

    def sign_up(address: str) -> int:
        body = {"email": address, "password": PASSWORD, "name": "Amina", "role": "seeker"}
        return client.post("/api/v1/auth/sign-up", json=body).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(sign_up, [email, email.upper()] * 2)) == [201, 409, 409, 409]


def test_wrong_password_and_unknown_address(client: TestClient, seeker: Person) -> None:
    """The same 401, word for word."""
    wrong, unknown = log_in(client, seeker.email, "wrong password"), log_in(client, f"{uuid.uuid4().hex}@example.com")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.content == unknown.content
    assert log_in(client, seeker.email.upper()).status_code == 200


def test_five_failures(client: TestClient, join: Callable[[str], Person]) -> None:
    """The sixth log-in is 429, with the right password too, and for an address that nobody has."""
    person = join("seeker")
    for _ in range(4):
        assert log_in(client, person.email, "wrong password").status_code == 401
    assert log_in(client, person.email).status_code == 200
    for email in (person.email, f"{uuid.uuid4().hex}@example.com"):
        with ThreadPoolExecutor(8) as pool:
            statuses = [answer.status_code for answer in pool.map(log_in, [client] * 8, [email] * 8, ["wrong"] * 8)]
        assert sorted(statuses) == [401] * 5 + [429] * 3
        answer = log_in(client, email)
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["retry-after"]) <= 900


def test_refresh_rotates(client: TestClient, join: Callable[[str], Person]) -> None:
    """A second use ends the family, and no other log-in."""
    person = join("seeker")
    other = log_in(client, person.email).json()
    answer = client.post("/api/v1/auth/refresh", json={"refresh_token": person.tokens["refresh_token"]})
    assert answer.status_code == 200
    new = answer.json()
    assert new["refresh_token"] != person.tokens["refresh_token"]
    assert refresh(client, person.tokens["refresh_token"]) == 401
    assert refresh(client, new["refresh_token"]) == 401
    assert refresh(client, other["refresh_token"]) == 200
    assert refresh(client, person.tokens["access_token"]) == 401


def test_refresh_at_once(client: TestClient, join: Callable[[str], Person]) -> None:
    """One at most is answered with 200."""
    token = join("seeker").tokens["refresh_token"]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda _: refresh(client, token), range(6))).count(200) <= 1


def test_log_out(client: TestClient, join: Callable[[str], Person]) -> None:
    """The refresh token is dead, the access token is not."""
    person = join("seeker")
    assert refresh(client, person.tokens["refresh_token"], "log-out") == 204
    assert refresh(client, person.tokens["refresh_token"]) == 401
    assert refresh(client, person.tokens["refresh_token"], "log-out") == 401
    assert person.get("/me").status_code == 200


def test_token_types_and_claims(seeker: Person) -> None:
    """A refresh token opens nothing."""
    access = jwt.decode(seeker.tokens["access_token"], options={"verify_signature": False})
    assert (access["sub"], access["type"]) == (str(seeker.id), "access")
    assert access["exp"] - access["iat"] == seeker.tokens["expires_in"]
    thief = Person(seeker.client, seeker.id, seeker.email, {"access_token": seeker.tokens["refresh_token"]})
    assert thief.get("/me").status_code == 401
    assert thief.get("/jobs").status_code == 401


def test_profile(join: Callable[[str], Person]) -> None:
    """The name, and nothing else."""
    person = join("seeker")
    assert person.ask("PATCH", "/me", json={"name": " Boris "}).json()["name"] == "Boris"
    for change in ({"role": "admin"}, {"name": "Boris", "email": "b@example.com"}, {"name": None}):
        assert person.ask("PATCH", "/me", json=change).status_code == 422
    assert person.get("/me").json()["role"] == "seeker"


@pytest.mark.parametrize("path", ["/admin/jobs", "/admin/users", "/admin/hits"])
def test_admins_only(client: TestClient, company: Person, seeker: Person, admin: Person, path: str) -> None:
    """401 for nobody, 403 for others."""
    assert client.get(f"/api/v1{path}").status_code == 401
    assert company.get(path).status_code == 403
    assert seeker.get(path).status_code == 403
    assert admin.get(path).status_code == 200


def test_admin_of_nobody() -> None:
    """An unknown address is an error."""
    assert admin_command.main(["nobody@example.com"]) == 1


def test_ban(client: TestClient, join: Callable[[str], Person], admin: Person) -> None:
    """It holds at once, and refresh tokens do not come back."""
    person = join("seeker")
    assert admin.post(f"/admin/users/{person.id}/ban").json()["is_banned"]
    assert person.get("/me").status_code == 401
    assert refresh(client, person.tokens["refresh_token"]) == 401
    assert log_in(client, person.email).status_code == 403
    assert log_in(client, person.email, "wrong password").status_code == 401
    assert admin.post(f"/admin/users/{person.id}/unban").json()["is_banned"] is False
    assert refresh(client, person.tokens["refresh_token"]) == 401
    assert person.get("/me").status_code == 200
    assert log_in(client, person.email).status_code == 200
    assert admin.post(f"/admin/users/{admin.id}/ban").status_code == 409


def test_users_listed(seeker: Person, admin: Person) -> None:
    """By role and by address."""
    page = admin.get("/admin/users", email=seeker.email.upper(), role="seeker").json()
    assert [(user["id"], user["is_banned"]) for user in page["items"]] == [(seeker.id, False)]
    assert admin.get("/admin/users", email=seeker.email, role="company").json()["items"] == []
