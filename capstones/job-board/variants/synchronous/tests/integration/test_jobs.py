"""Jobs: who sees and changes them, and how they are found."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from conftest import JOB, Person
from fastapi.testclient import TestClient

Publish = Callable[..., dict[str, Any]]


@pytest.fixture
def publish(company: Person, admin: Person) -> Publish:
    """A function that makes an open job."""

    def publish(**fields: Any) -> dict[str, Any]:
        job = company.post("/jobs", {**JOB, **fields}).json()
        answer = admin.post(f"/admin/jobs/{job['id']}/approve", {"version": 1})
        assert answer.status_code == 200, answer.text
        approved: dict[str, Any] = answer.json()
        return approved

    return publish


def found(client: TestClient, **parameters: Any) -> list[int]:
    """The ids that a search finds."""
    answer = client.get("/api/v1/jobs", params=parameters)
    assert answer.status_code == 200, answer.text
    return [job["id"] for job in answer.json()["items"]]


def test_a_new_job_is_pending(pending: dict[str, Any], company: Person) -> None:
    """With all that was sent."""
    assert pending["status"] == "pending"
    assert (pending["version"], pending["company_id"], pending["remote"]) == (1, company.id, False)
    assert {name: pending[name] for name in JOB} == JOB
    assert company.get(f"/jobs/{pending['id']}").json() == pending


@pytest.mark.parametrize(
    "change",
    [
        {"title": " "},
        {"title": "x" * 121},
        {"kind": "hobby"},
        {"remote": None},
        {"remote": "true"},
        {"salary_min": -1},
        {"salary_min": True},
        {"salary_max": 10_000_001},
        {"salary_min": 9, "salary_max": 8},
        {"status": "approved"},
        {"company_id": 1},
        {"version": 7},
    ],
)
def test_bad_jobs(company: Person, pending: dict[str, Any], change: dict[str, Any]) -> None:
    """422 for a new job and for a changed one, and nothing is changed."""
    assert company.post("/jobs", {**JOB, **change}).status_code == 422
    assert company.ask("PATCH", f"/jobs/{pending['id']}", json=change).status_code == 422
    assert company.get(f"/jobs/{pending['id']}").json() == pending


def test_who_posts(client: TestClient, seeker: Person, admin: Person) -> None:
    """Companies, before anything is said about the body."""
    assert client.post("/api/v1/jobs", json={}).status_code == 401
    assert seeker.post("/jobs", {}).status_code == 403
    assert admin.post("/jobs", {}).status_code == 403


def test_a_pending_job_is_hidden(
    client: TestClient, pending: dict[str, Any], company: Person, other_company: Person, seeker: Person, admin: Person
) -> None:
    """404 for all but its company and admins, the same as for no job at all."""
    path = f"/jobs/{pending['id']}"
    unknown = client.get(f"/api/v1/jobs/{2**62}")
    assert client.get(f"/api/v1{path}").content == unknown.content
    for person, status in ((company, 200), (admin, 200), (seeker, 404), (other_company, 404)):
        assert person.get(path).status_code == status
    assert client.get(f"/api/v1{path}").status_code == 404
    assert pending["id"] not in found(client, limit=100)


def test_an_approved_job_is_seen(client: TestClient, job: dict[str, Any]) -> None:
    """By everybody, in both versions."""
    answer = client.get(f"/api/v1/jobs/{job['id']}")
    assert (answer.status_code, answer.json()) == (200, job)
    assert answer.headers["deprecation"].startswith("@")
    second = client.get(f"/api/v2/jobs/{job['id']}").json()
    assert second["salary"] == {"min": JOB["salary_min"], "max": JOB["salary_max"]}
    assert "salary_min" not in second


def test_the_job_of_another_company(job: dict[str, Any], other_company: Person, seeker: Person, admin: Person) -> None:
    """404 for companies, 403 for others."""
    for person, status in ((other_company, 404), (seeker, 403), (admin, 403)):
        assert person.ask("PATCH", f"/jobs/{job['id']}", json={"title": "Mine"}).status_code == status
        assert person.post(f"/jobs/{job['id']}/close").status_code == status
        assert person.get(f"/jobs/{job['id']}/applications").status_code == status
    assert admin.get(f"/jobs/{job['id']}").json() == job


def test_an_edit_needs_a_new_look(client: TestClient, job: dict[str, Any], company: Person, admin: Person) -> None:
    """The old version cannot be approved any more."""
    path = f"/jobs/{job['id']}"
    assert company.ask("PATCH", path, json={}).json() == job
    edited = company.ask("PATCH", path, json={"salary_max": 90_000}).json()
    assert edited == {**job, "salary_max": 90_000, "status": "pending", "version": 2}
    assert company.ask("PATCH", path, json={"salary_max": 1}).status_code == 422
    assert client.get(f"/api/v1{path}").status_code == 404
    assert admin.post(f"/admin{path}/approve", {"version": 1}).status_code == 409
    rejected = admin.post(f"/admin{path}/reject", {"version": 2, "reason": "Too little."}).json()
    assert (rejected["status"], rejected["rejection_reason"]) == ("rejected", "Too little.")
    assert admin.post(f"/admin{path}/reject", {"version": 2, "reason": "Again."}).status_code == 409
    again = company.ask("PATCH", path, json={"salary_max": 90_000}).json()
    assert (again["status"], again["rejection_reason"], again["version"]) == ("pending", None, 3)


def test_edit_and_approval_at_once(pending: dict[str, Any], company: Person, admin: Person) -> None:
    """No text is approved that nobody has read."""
    path = f"/jobs/{pending['id']}"
    with ThreadPoolExecutor(2) as pool:
        edit = pool.submit(company.ask, "PATCH", path, json={"title": "Other"})
        approval = pool.submit(admin.post, f"/admin{path}/approve", {"version": 1})
        assert edit.result().status_code == 200
        assert approval.result().status_code in (200, 409)
    assert company.get(path).json()["status"] == "pending"


def test_closed_for_ever(client: TestClient, job: dict[str, Any], company: Person, admin: Person) -> None:
    """Nothing moves it."""
    path = f"/jobs/{job['id']}"
    assert company.post(f"{path}/close", {"status": "approved"}).status_code == 422
    assert company.post(f"{path}/close").json()["status"] == "closed"
    assert company.post(f"{path}/close").status_code == 409
    assert company.ask("PATCH", path, json={"title": "Other"}).status_code == 409
    assert admin.post(f"/admin{path}/reject", {"version": 1, "reason": "Late."}).status_code == 409
    assert client.get(f"/api/v1{path}").status_code == 404


def test_a_ban_hides_jobs(client: TestClient, join: Callable[[str], Person], admin: Person) -> None:
    """They come back with their status."""
    company, word = join("company"), f"w{uuid.uuid4().hex}"
    job = company.post("/jobs", {**JOB, "title": word}).json()
    admin.post(f"/admin/jobs/{job['id']}/approve", {"version": 1})
    assert found(client, q=word) == [job["id"]]
    admin.post(f"/admin/users/{company.id}/ban")
    assert found(client, q=word) == []
    assert client.get(f"/api/v1/jobs/{job['id']}").status_code == 404
    assert admin.get(f"/jobs/{job['id']}").json()["status"] == "approved"
    admin.post(f"/admin/users/{company.id}/unban")
    assert found(client, q=word) == [job["id"]]


def test_words(client: TestClient, publish: Publish) -> None:
    """Title before description, other forms, phrases, without, either, beginnings."""
    place = uuid.uuid4().hex
    text = publish(title="Gardener", description="You are testing many Pythons. Ask the senior engineers.", place=place)
    title = publish(title="Python tests", description="Nothing else, and an engineer, senior.", place=place)
    other = publish(title="Cook", description="Rubies and diamonds.", place=place)
    text, title, other = text["id"], title["id"], other["id"]
    for q, expected in {
        "python": [title, text],
        "PYTHON the tested": [title, text],
        "python cook": [],
        '"senior engineer"': [text],
        "python -gardeners": [title],
        "python or ruby": [title, other, text],
        "gardener or cook": [other, text],
        "pyth": [title, text],
        "enginee": [title, text],
        "enginee -cook": [],
        "cook or gardener or rub": [other, text],
        "python gard": [text],
        "-pyth": [other, title, text],
        '"pyth': [],
        "pythonista": [],
        "'; DROP TABLE jobs; --": [],
        "": [other, title, text],
    }.items():
        assert found(client, q=q, place=place.upper()) == expected, q


@pytest.mark.parametrize(
    "q",
    [
        "!!",
        "&|!()",
        "a & | b",
        '"',
        '"a',
        "-" * 200,
        "(" * 200,
        "- " * 90,
        '-"" ' * 50,
        "a:*",
        "\\",
        "'",
        "😀",
        "or",
        "or or",
        "%_",
    ],
)
def test_any_text(client: TestClient, q: str) -> None:
    """Whatever it is, it is no error."""
    found(client, q=q)


def test_filters(client: TestClient, publish: Publish) -> None:
    """Each alone, and all together."""
    place = uuid.uuid4().hex
    low = publish(place=place, salary_min=10, salary_max=20, remote=True, kind="contract")
    high = publish(place=place, salary_min=30, salary_max=40)
    for parameters, expected in (
        ({}, [high, low]),
        ({"remote": "true"}, [low]),
        ({"remote": "false"}, [high]),
        ({"kind": "contract"}, [low]),
        ({"pays_at_least": 21}, [high]),
        ({"pays_at_least": 20}, [high, low]),
        ({"pays_at_most": 29}, [low]),
        ({"posted_since": high["created_at"]}, [high]),
        ({"posted_since": "2001-01-01"}, [high, low]),
        ({"posted_since": "2999-01-01T00:00"}, []),
        ({"q": "python", "remote": "true", "kind": "contract", "pays_at_most": 10}, [low]),
        ({"q": "python", "remote": "true", "kind": "full_time"}, []),
    ):
        assert found(client, place=f" {place.upper()} ", **parameters) == [job["id"] for job in expected], parameters


@pytest.mark.parametrize(
    "parameters",
    [
        {"limit": 0},
        {"limit": 101},
        {"limit": 1_000_000},
        {"limit": "ten"},
        {"kind": "hobby"},
        {"remote": "maybe"},
        {"pays_at_least": "much"},
        {"posted_since": "yesterday"},
        {"posted_since": "2031-02-30"},
        {"posted_since": "0001-01-01T00:00:00+14:00"},
        {"cursor": "x' OR 1=1"},
        {"q": "x" * 201},
        {"q": "a\0"},
        {"place": "a\0"},
    ],
)
def test_senseless_searches(client: TestClient, parameters: dict[str, Any]) -> None:
    """422."""
    assert client.get("/api/v1/jobs", params=parameters).status_code == 422


@pytest.mark.parametrize("q", ["", "developer"])
def test_pages(client: TestClient, publish: Publish, company: Person, q: str) -> None:
    """Each row once, in order, whatever comes or goes in between."""
    place = uuid.uuid4().hex
    ids = [publish(place=place)["id"] for _ in range(5)][::-1]
    seen: list[int] = []
    cursor = None
    while True:
        parameters: dict[str, Any] = {"place": place, "q": q, "limit": 2} | ({"cursor": cursor} if cursor else {})
        page = client.get("/api/v1/jobs", params=parameters).json()
        seen += [job["id"] for job in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        publish(place=place)
        company.post(f"/jobs/{page['items'][-1]['id']}/close")
    assert seen == ids
    assert company.get("/me/jobs", cursor="nonsense").status_code == 422


def test_own_jobs(company: Person, other_company: Person, pending: dict[str, Any]) -> None:
    """The newest first, and nobody else's."""
    items = company.get("/me/jobs", limit=100).json()["items"]
    assert items[0] == pending
    assert {item["company_id"] for item in items} == {company.id}
    assert pending["id"] not in [item["id"] for item in other_company.get("/me/jobs", limit=100).json()["items"]]


def test_queue(admin: Person, pending: dict[str, Any]) -> None:
    """The oldest first."""
    ids, cursor = [], None
    while True:
        page = admin.get("/admin/jobs", limit=50, **({"cursor": cursor} if cursor else {})).json()
        assert all(item["status"] == "pending" for item in page["items"])
        ids += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert ids == sorted(ids) and ids[-1] == pending["id"]


@pytest.mark.parametrize("id_", ["0", "-1", "abc", "1.5", str(2**63), "9" * 30])
def test_senseless_ids(client: TestClient, company: Person, admin: Person, id_: str) -> None:
    """404 or 422."""
    assert client.get(f"/api/v1/jobs/{id_}").status_code in (404, 422)
    assert company.post(f"/jobs/{id_}/close").status_code in (404, 422)
    assert admin.post(f"/admin/jobs/{id_}/approve", {"version": 1}).status_code in (404, 422)
