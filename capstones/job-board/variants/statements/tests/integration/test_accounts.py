"""Accounts, tokens, bans."""

import asyncio
import base64
import json
from typing import Any

import psycopg
import pytest
from httpx import AsyncClient

from tests.integration.conftest import PASSWORD, People, Person, new_email

pytestmark = pytest.mark.anyio


def sign_up(**changes: object) -> dict[str, object]:
    return {"email": new_email(), "password": PASSWORD, "name": "Amina", "role": "seeker", **changes}


async def test_it_is_healthy(api: AsyncClient) -> None:
    answer = await api.get("http://test/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_user_signs_up_without_a_password_in_the_answer(
    api: AsyncClient, database: psycopg.Connection[Any]
) -> None:
    body = sign_up(name="  Amina  ", email=new_email().upper())
    answer = await api.post("/auth/sign-up", json=body)
    assert answer.status_code == 201
    assert answer.json().keys() == {"id", "email", "name", "role", "created_at"}
    assert (answer.json()["name"], answer.json()["email"]) == ("Amina", str(body["email"]).lower())
    row = database.execute("SELECT password_hash FROM users WHERE id = %s", [answer.json()["id"]]).fetchone()
    assert row is not None
    assert row[0].startswith("$2b$")


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "nobody"},
        {"email": "Amina <a@example.com>"},
        {"password": "short"},
        {"password": "x" * 129},
        {"password": "half an emoji \ud83d"},
        {"name": "   "},
        {"name": "x" * 101},
        {"name": "a\0b"},
        {"role": "admin"},
        {"is_banned": False},
        {"id": 1},
    ],
)
async def test_senseless_sign_ups_are_refused(api: AsyncClient, changes: dict[str, object]) -> None:
    content = json.dumps(sign_up(**changes)).encode()
    answer = await api.post("/auth/sign-up", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert all(problem.keys() == {"loc", "msg"} for problem in answer.json()["detail"])


async def test_an_address_has_one_account_also_at_once(api: AsyncClient) -> None:
    email = new_email()
    bodies = [sign_up(email=email), sign_up(email=email.upper()), sign_up(email=email.title())]
    answers = await asyncio.gather(*(api.post("/auth/sign-up", json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]


async def test_a_wrong_password_and_an_unknown_address_are_the_same(api: AsyncClient, seeker: Person) -> None:
    wrong = await api.post("/auth/log-in", json={"email": seeker.user["email"], "password": "another password"})
    unknown = await api.post("/auth/log-in", json={"email": new_email(), "password": PASSWORD})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.content == unknown.content
    assert wrong.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("has_account", [True, False])
async def test_the_sixth_failed_log_in_has_to_wait(api: AsyncClient, people: People, has_account: bool) -> None:
    email = (await people.person("seeker")).user["email"] if has_account else new_email()
    wrong = {"email": email, "password": "another password"}
    answers = await asyncio.gather(*(api.post("/auth/log-in", json=wrong) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 3
    answer = await api.post("/auth/log-in", json={"email": email.upper(), "password": PASSWORD})
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 900


async def test_a_good_log_in_sets_the_count_back(api: AsyncClient, people: People) -> None:
    email = (await people.person("seeker")).user["email"]
    for _ in range(2):
        for _ in range(4):
            answer = await api.post("/auth/log-in", json={"email": email, "password": "another password"})
            assert answer.status_code == 401
        await people.log_in(email)


async def test_one_changes_the_name_and_nothing_else(people: People) -> None:
    person = await people.person("seeker")
    assert (await person.ask("PATCH", "/me", {"name": " Boris "})).json()["name"] == "Boris"
    for field in ("role", "email", "id", "is_banned", "password"):
        assert (await person.ask("PATCH", "/me", {"name": "Chen", field: "admin"})).status_code == 422
    assert (await person.ask("GET", "/me")).json() == {**person.user, "name": "Boris"}


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x.y.z", "Basic YTpi", "Bearer ü"])
async def test_strangers_are_nobody(api: AsyncClient, header: str) -> None:
    for path in ("/me", "/jobs"):
        answer = await api.get(path, headers={b"Authorization": header.encode()})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"


async def test_a_changed_token_and_a_refresh_token_open_nothing(api: AsyncClient, seeker: Person) -> None:
    head, body, signature = seeker.tokens["access_token"].split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["sub"] = "1"
    changed = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    for token in (f"{head}.{changed}.{signature}", seeker.tokens["refresh_token"]):
        answer = await api.get("/me", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401


async def test_a_refresh_token_is_good_once_and_its_second_use_ends_the_family(
    api: AsyncClient, people: People
) -> None:
    person = await people.person("seeker")
    other = await people.log_in(person.user["email"])
    first = {"refresh_token": person.tokens["refresh_token"]}
    answer = await api.post("/auth/refresh", json=first)
    assert answer.status_code == 200
    second = {"refresh_token": answer.json()["refresh_token"]}
    assert (await api.post("/auth/refresh", json=first)).status_code == 401
    assert (await api.post("/auth/refresh", json=second)).status_code == 401
    assert (await api.post("/auth/refresh", json={"refresh_token": other["refresh_token"]})).status_code == 200


async def test_of_many_refreshes_at_once_one_is_good(api: AsyncClient, people: People) -> None:
    person = await people.person("seeker")
    body = {"refresh_token": person.tokens["refresh_token"]}
    answers = await asyncio.gather(*(api.post("/auth/refresh", json=body) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] + [401] * 5


async def test_log_out_ends_this_log_in(api: AsyncClient, people: People) -> None:
    person = await people.person("seeker")
    body = {"refresh_token": person.tokens["refresh_token"]}
    access = {"refresh_token": person.tokens["access_token"]}
    assert (await api.post("/auth/log-out", json=access)).status_code == 401
    assert (await api.post("/auth/log-out", json=body)).status_code == 204
    assert (await api.post("/auth/refresh", json=body)).status_code == 401
    assert (await api.post("/auth/log-out", json=body)).status_code == 401
    assert (await person.ask("GET", "/me")).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/admin/jobs"),
        ("POST", "/admin/jobs/1/approve"),
        ("POST", "/admin/jobs/1/reject"),
        ("GET", "/admin/users"),
        ("POST", "/admin/users/1/ban"),
        ("POST", "/admin/users/1/unban"),
        ("GET", "/admin/hits"),
    ],
)
async def test_admin_routes_are_for_admins(
    api: AsyncClient, seeker: Person, company: Person, method: str, path: str
) -> None:
    assert (await api.request(method, path)).status_code == 401
    assert (await seeker.ask(method, path)).status_code == 403
    assert (await company.ask(method, path)).status_code == 403


async def test_a_ban_holds_at_once_and_can_be_lifted(api: AsyncClient, people: People, admin: Person) -> None:
    person = await people.person("company")
    job = await people.job(person, admin)
    ban = f"/admin/users/{person.user['id']}/ban"
    for _ in range(2):
        answer = await admin.ask("POST", ban)
        assert (answer.status_code, answer.json()["is_banned"]) == (200, True)
    right = {"email": person.user["email"], "password": PASSWORD}
    assert (await api.post("/auth/log-in", json=right)).status_code == 403
    assert (await api.post("/auth/log-in", json={**right, "password": "another one"})).status_code == 401
    assert (await person.ask("GET", "/me")).status_code == 401
    assert (await api.get(f"/jobs/{job['id']}")).status_code == 404
    assert (await admin.ask("GET", f"/jobs/{job['id']}")).json()["status"] == "approved"
    assert (await admin.ask("POST", ban.replace("ban", "unban"))).json()["is_banned"] is False
    assert (await person.ask("GET", "/me")).status_code == 200
    assert (await api.get(f"/jobs/{job['id']}")).status_code == 200
    refresh = {"refresh_token": person.tokens["refresh_token"]}
    assert (await api.post("/auth/refresh", json=refresh)).status_code == 401
    await people.log_in(person.user["email"])


async def test_no_admin_is_banned(admin: Person, people: People) -> None:
    colleague = await people.person("admin")
    for user in (admin.user, colleague.user):
        assert (await admin.ask("POST", f"/admin/users/{user['id']}/ban")).status_code == 409


async def test_admins_find_users(admin: Person, company: Person) -> None:
    answer = await admin.ask("GET", "/admin/users", params={"email": company.user["email"].upper(), "role": "company"})
    assert answer.json()["items"] == [{**company.user, "is_banned": False}]
    answer = await admin.ask("GET", "/admin/users", params={"email": company.user["email"], "role": "admin"})
    assert answer.json()["items"] == []
