"""Posting, moderation, search."""

from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from app import models

from .conftest import JOB, Person

Job = dict[str, Any]


def titles(client: TestClient, **parameters: str | int) -> list[str]:
    answer = client.get("/api/v1/jobs", params=parameters)
    assert answer.status_code == 200
    return [job["title"] for job in answer.json()["items"]]


def test_a_new_job_waits_and_nobody_else_sees_it(
    client: TestClient, company: Person, other_company: Person, seeker: Person, admin: Person
) -> None:
    job = company.post_job()
    assert (job["status"], job["version"], job["company"]) == ("pending", 1, "Company")
    path = f"/jobs/{job['id']}"
    assert client.get(f"/api/v1{path}").status_code == 404
    assert [who.ask("GET", path).status_code for who in (other_company, seeker)] == [404, 404]
    assert [who.ask("GET", path).status_code for who in (company, admin)] == [200, 200]
    assert titles(client) == titles(client, q="python") == []
    assert [one["id"] for one in admin.ask("GET", "/admin/jobs").json()["items"]] == [job["id"]]


def test_only_companies_post(seeker: Person, admin: Person) -> None:
    assert [who.ask("POST", "/jobs", JOB).status_code for who in (seeker, admin)] == [403, 403]


@pytest.mark.parametrize(
    "change",
    [
        {"title": " "},
        {"title": "x" * 121},
        {"title": "x\0y"},
        {"kind": "slavery"},
        {"salary_min": -1},
        {"salary_min": 70_000},
        {"status": "approved"},
        {"company_id": 1},
        {"place": None},
    ],
)
def test_a_senseless_job_is_refused(company: Person, change: Job) -> None:
    assert company.ask("POST", "/jobs", {**JOB, **change}).status_code == 422
    assert company.ask("GET", "/me/jobs").json()["items"] == []


def test_half_an_emoji_is_refused(company: Person) -> None:
    headers = {"Authorization": f"Bearer {company.tokens['access_token']}", "Content-Type": "application/json"}
    answer = company.client.post("/api/v1/jobs", content=b'{"title": "\\ud83d", "\\ud83d": 1}', headers=headers)
    assert answer.status_code == 422


def test_an_approved_job_is_seen_by_everybody(client: TestClient, open_job: Job) -> None:
    assert client.get(f"/api/v1/jobs/{open_job['id']}").json() == open_job
    assert titles(client, q="services") == ["Python developer"]


def test_an_edit_has_to_be_approved_again(client: TestClient, company: Person, admin: Person, open_job: Job) -> None:
    path = f"/jobs/{open_job['id']}"
    answer = company.ask("PATCH", path, {"salary_max": 50_000})
    assert (answer.json()["status"], answer.json()["version"]) == ("pending", 2)
    assert client.get(f"/api/v1{path}").status_code == 404
    assert admin.approve(open_job).status_code == 409
    assert admin.approve(answer.json()).status_code == 200
    assert company.ask("PATCH", path, {}).json()["status"] == "approved"
    assert company.ask("PATCH", path, {"salary_min": 50_001}).status_code == 422


def test_a_rejection_has_a_reason(company: Person, admin: Person, open_job: Job) -> None:
    path = f"/admin/jobs/{open_job['id']}/reject"
    assert admin.ask("POST", path, {"version": 1}).status_code == 422
    assert admin.ask("POST", path, {"version": 1, "reason": "Too vague."}).status_code == 200
    seen = company.ask("GET", f"/jobs/{open_job['id']}").json()
    assert (seen["status"], seen["rejection_reason"]) == ("rejected", "Too vague.")
    assert admin.ask("POST", path, {"version": 1, "reason": "Again."}).status_code == 409


def test_a_closed_job_stays_closed(client: TestClient, company: Person, admin: Person, open_job: Job) -> None:
    path = f"/jobs/{open_job['id']}"
    assert company.ask("POST", f"{path}/close").json()["status"] == "closed"
    assert client.get(f"/api/v1{path}").status_code == 404
    assert company.ask("POST", f"{path}/close").status_code == 409
    assert company.ask("PATCH", path, {"title": "Again"}).status_code == 409
    assert admin.approve(open_job).status_code == 409


def test_another_companys_job_is_like_none(other_company: Person, company: Person, open_job: Job) -> None:
    for method, path, body in [
        ("PATCH", "", {"title": "Mine now"}),
        ("POST", "/close", None),
        ("GET", "/applications", None),
    ]:
        answer = other_company.ask(method, f"/jobs/{open_job['id']}{path}", body)
        unknown = other_company.ask(method, f"/jobs/2000000000{path}", body)
        assert (answer.status_code, answer.content) == (404, unknown.content)
    assert company.ask("GET", f"/jobs/{open_job['id']}").json() == open_job


def test_the_jobs_of_a_banned_company_vanish(client: TestClient, admin: Person) -> None:
    company = Person(client, "company")
    admin.approve(company.post_job())
    assert titles(client) == ["Python developer"]
    admin.ask("POST", f"/admin/users/{company.id}/ban")
    assert titles(client) == []
    admin.ask("POST", f"/admin/users/{company.id}/unban")
    assert titles(client) == ["Python developer"]


@pytest.fixture
def board(company: Person, engine: sa.Engine) -> None:
    """Three open jobs, put into the table at once: here it does not matter how they came there."""
    jobs: list[Job] = [
        {
            "title": "Gardener",
            "description": "You like testing software engineers' patience.",
            "place": "Porto",
            "salary_max": 45_000,
        },
        {"title": "Tester of Python machines", "description": "In the sun.", "remote": True, "kind": "contract"},
        {"title": "Senior engineer", "description": "Java and databases.", "salary_min": 55_000},
    ]
    with Session(engine) as session:
        session.add_all(models.Job(**JOB | job, company_id=company.id, status="approved") for job in jobs)
        session.commit()


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("tests", ["Gardener"]),
        ("ENGINEER", ["Senior engineer", "Gardener"]),
        ("enginee", ["Senior engineer", "Gardener"]),
        ("mach", ["Tester of Python machines"]),
        ('"senior engineer"', ["Senior engineer"]),
        ('"engineer senior"', []),
        ("engineer -java", ["Gardener"]),
        ("gardener or pyth", ["Tester of Python machines", "Gardener"]),
        ("the python sun", ["Tester of Python machines"]),
        ("python database", []),
        ("'; DROP TABLE jobs; --", []),
    ],
)
def test_words_are_found(client: TestClient, q: str, expected: list[str]) -> None:
    assert titles(client, q=q) == expected


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    "q", ["", "!!", "a & | ! ( ) : * <->", "((((", "'", '"', "\\", "🐍", "-", "or", "a:*b", "%_", "<b>"]
)
def test_nothing_breaks_the_search(client: TestClient, q: str) -> None:
    titles(client, q=q)


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"place": "PORTO"}, ["Gardener"]),
        ({"remote": "true"}, ["Tester of Python machines"]),
        ({"kind": "contract"}, ["Tester of Python machines"]),
        ({"pays_at_least": 46_000}, ["Senior engineer", "Tester of Python machines"]),
        ({"pays_at_most": 54_000}, ["Tester of Python machines", "Gardener"]),
        ({"posted_since": "2031-01-01"}, []),
        ({"q": "engineer", "place": "Lisbon"}, ["Senior engineer"]),
    ],
)
def test_filters_choose(client: TestClient, parameters: dict[str, str | int], expected: list[str]) -> None:
    assert titles(client, **parameters) == expected


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "kind=any", "posted_since=soon", "cursor=x", "q=%00"])
def test_a_senseless_query_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/v1/jobs?{query}").status_code == 422


@pytest.mark.parametrize("q", ["", "python"])
def test_each_job_is_on_one_page_while_others_come(client: TestClient, company: Person, admin: Person, q: str) -> None:
    jobs = [company.post_job() for _ in range(5)]
    for job in jobs:
        admin.approve(job)
    seen, cursor = [], None
    while True:
        parameters: dict[str, str | int] = {"q": q, "limit": 2, **({"cursor": cursor} if cursor else {})}
        page = client.get("/api/v1/jobs", params=parameters).json()
        seen += [job["id"] for job in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        admin.approve(company.post_job())
    assert seen == [job["id"] for job in reversed(jobs)]


def test_a_script_is_text(client: TestClient, company: Person, admin: Person) -> None:
    script = "<script>alert(1)</script>"
    job = admin.approve(company.post_job(title=script)).json()
    answer = client.get(f"/api/v1/jobs/{job['id']}")
    assert answer.json()["title"] == script
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_huge_body_is_refused(company: Person) -> None:
    assert company.ask("POST", "/jobs", {**JOB, "description": "x" * 70_000}).status_code == 413


def test_version_2_shows_the_salary_in_one(client: TestClient, open_job: Job) -> None:
    old = client.get(f"/api/v1/jobs/{open_job['id']}")
    assert old.headers["Deprecation"].startswith("@")
    assert f"/api/v2/jobs/{open_job['id']}" in old.headers["Link"]
    expected = {name: value for name, value in open_job.items() if not name.startswith("salary")}
    new = client.get(f"/api/v2/jobs/{open_job['id']}").json()
    assert new == {**expected, "salary": {"min": 40_000, "max": 60_000}}
