"""Sign-up, log-in, tokens."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from .conftest import PASSWORD, Person

LOG_IN = "/api/v1/auth/log-in"
REFRESH = "/api/v1/auth/refresh"


def test_users_see_themselves_and_no_hash(seeker: Person) -> None:
    answer = seeker.ask("GET", "/me")
    assert answer.json() == seeker.user
    assert set(seeker.user) == {"id", "email", "name", "role", "created_at"}


@pytest.mark.parametrize("change", [{"role": "admin"}, {"password": "short"}, {"email": "nobody"}, {"is_banned": True}])
def test_a_senseless_sign_up_is_refused_and_not_repeated(client: TestClient, change: dict[str, object]) -> None:
    body: dict[str, Any] = {"email": "x@example.com", "password": PASSWORD, "name": "X", "role": "seeker", **change}
    answer = client.post("/api/v1/auth/sign-up", json=body)
    assert answer.status_code == 422
    assert body["password"] not in answer.text


def test_an_address_has_one_account(client: TestClient, seeker: Person) -> None:
    body = {"email": seeker.email.upper(), "password": PASSWORD, "name": "X", "role": "company"}
    assert client.post("/api/v1/auth/sign-up", json=body).status_code == 409


def test_a_wrong_password_and_an_unknown_address_are_alike(client: TestClient, seeker: Person) -> None:
    wrong = client.post(LOG_IN, json={"email": seeker.email, "password": "wrong password"})
    unknown = client.post(LOG_IN, json={"email": f"x{seeker.email}", "password": "wrong password"})
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.json() == unknown.json()


def test_after_five_failures_an_address_has_to_wait(client: TestClient) -> None:
    body = {"email": Person(client, "seeker").email, "password": "wrong password"}
    assert [client.post(LOG_IN, json=body).status_code for _ in range(6)] == [401] * 5 + [429]
    answer = client.post(LOG_IN, json={**body, "password": PASSWORD})
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 900


def test_a_refresh_token_is_good_for_once(client: TestClient, seeker: Person) -> None:
    other = seeker.log_in()["refresh_token"]
    first = seeker.log_in()["refresh_token"]
    answer = client.post(REFRESH, json={"refresh_token": first})
    assert answer.status_code == 200
    second = answer.json()["refresh_token"]
    assert client.post(REFRESH, json={"refresh_token": first}).status_code == 401
    assert client.post(REFRESH, json={"refresh_token": second}).status_code == 401
    assert client.post(REFRESH, json={"refresh_token": other}).status_code == 200


def test_of_many_refreshes_at_once_one_is_good(client: TestClient, seeker: Person) -> None:
    body = {"refresh_token": seeker.log_in()["refresh_token"]}
    with ThreadPoolExecutor(5) as pool:
        statuses = list(pool.map(lambda _: client.post(REFRESH, json=body).status_code, range(5)))
    assert sorted(statuses) == [200, 401, 401, 401, 401]


def test_log_out_ends_the_refresh_token(client: TestClient, seeker: Person) -> None:
    body = {"refresh_token": seeker.log_in()["refresh_token"]}
    assert client.post("/api/v1/auth/log-out", json=body).status_code == 204
    assert client.post(REFRESH, json=body).status_code == 401


def test_tokens_are_not_exchanged_for_each_other(client: TestClient, seeker: Person) -> None:
    tokens = seeker.log_in()
    assert client.post(REFRESH, json={"refresh_token": tokens["access_token"]}).status_code == 401
    headers = {"Authorization": f"Bearer {tokens['refresh_token']}"}
    answer = client.get("/api/v1/me", headers=headers)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_only_the_name_can_be_changed(seeker: Person) -> None:
    assert seeker.ask("PATCH", "/me", {"name": "X", "role": "admin"}).status_code == 422
    assert seeker.ask("PATCH", "/me", {"name": " Seeker "}).json()["name"] == "Seeker"


def test_a_banned_user_is_out_at_once(client: TestClient, admin: Person) -> None:
    person = Person(client, "seeker")
    assert admin.ask("POST", f"/admin/users/{person.id}/ban").json()["is_banned"] is True
    assert person.ask("GET", "/me").status_code == 401
    assert client.post(REFRESH, json={"refresh_token": person.tokens["refresh_token"]}).status_code == 401
    assert client.post(LOG_IN, json={"email": person.email, "password": PASSWORD}).status_code == 403
    assert admin.ask("POST", f"/admin/users/{person.id}/unban").status_code == 200
    person.log_in()
    assert person.ask("GET", "/me").status_code == 200


def test_no_admin_is_banned(admin: Person) -> None:
    assert admin.ask("POST", f"/admin/users/{admin.id}/ban").status_code == 409


@pytest.mark.parametrize("path", ["/admin/jobs", "/admin/users", "/admin/hits"])
def test_admin_routes_are_for_admins(path: str, client: TestClient, seeker: Person, company: Person) -> None:
    assert client.get(f"/api/v1{path}").status_code == 401
    assert seeker.ask("GET", path).status_code == company.ask("GET", path).status_code == 403
