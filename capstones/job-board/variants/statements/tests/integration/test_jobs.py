"""Jobs, moderation, search."""

import asyncio
import uuid
from typing import Any

import psycopg
import pytest
from httpx import AsyncClient

from tests.integration.conftest import JOB, People, Person

pytestmark = pytest.mark.anyio


async def found(api: AsyncClient, **parameters: Any) -> list[int]:
    answer = await api.get("/jobs", params=parameters)
    assert answer.status_code == 200, answer.text
    return [job["id"] for job in answer.json()["items"]]


def new_place() -> str:
    return f"Place {uuid.uuid4().hex}"


async def test_a_new_job_is_pending_with_all_that_was_sent(company: Person) -> None:
    answer = await company.ask("POST", "/jobs", {**JOB, "title": "  <script>alert(1)</script> "})
    assert answer.status_code == 201
    job = answer.json()
    assert {**JOB, "title": "<script>alert(1)</script>", "remote": False}.items() <= job.items()
    assert (job["status"], job["version"], job["rejection_reason"]) == ("pending", 1, None)
    assert (job["company_id"], job["company"]) == (company.user["id"], "Amina")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_only_companies_post_jobs(api: AsyncClient, seeker: Person, admin: Person) -> None:
    assert (await api.post("/jobs", json=JOB)).status_code == 401
    assert (await seeker.ask("POST", "/jobs", JOB)).status_code == 403
    assert (await admin.ask("POST", "/jobs", JOB)).status_code == 403


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"title": "x" * 121},
        {"title": None},
        {"description": ""},
        {"place": "x" * 81},
        {"remote": "yes"},
        {"kind": "forever"},
        {"salary_min": -1},
        {"salary_min": True},
        {"salary_max": 10_000_001},
        {"salary_min": 40_001},
        {"status": "approved"},
        {"version": 2},
        {"company_id": 1},
        {"id": 1},
    ],
)
async def test_senseless_jobs_and_changes_are_refused(
    people: People, company: Person, changes: dict[str, object]
) -> None:
    assert (await company.ask("POST", "/jobs", {**JOB, **changes})).status_code == 422
    job = await people.job(company)
    assert (await company.ask("PATCH", f"/jobs/{job['id']}", changes)).status_code == 422
    assert (await company.ask("GET", f"/jobs/{job['id']}")).json() == job


async def test_a_pending_job_is_for_its_company_and_admins(
    api: AsyncClient, people: People, company: Person, rival: Person, seeker: Person, admin: Person
) -> None:
    place = new_place()
    job = await people.job(company, place=place)
    path = f"/jobs/{job['id']}"
    unknown = await api.get("/jobs/999999999")
    for answer in (await api.get(path), await rival.ask("GET", path), await seeker.ask("GET", path)):
        assert (answer.status_code, answer.content) == (404, unknown.content)
    assert (await company.ask("GET", path)).json() == job
    assert (await admin.ask("GET", path)).json() == job
    assert await found(api, place=place) == []
    await admin.ask("POST", f"/admin/jobs/{job['id']}/approve", {"version": 1})
    assert (await api.get(path)).json()["status"] == "approved"
    assert await found(api, place=place.upper()) == [job["id"]]


async def test_another_company_changes_nothing(
    people: People, company: Person, rival: Person, seeker: Person, admin: Person
) -> None:
    job = await people.job(company, admin)
    path = f"/jobs/{job['id']}"
    unknown = await rival.ask("PATCH", "/jobs/999999999", {"title": "Mine"})
    for method, more, body in (
        ("PATCH", "", {"title": "Mine"}),
        ("POST", "/close", None),
        ("GET", "/applications", None),
    ):
        answer = await rival.ask(method, path + more, body)
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert (await seeker.ask(method, path + more, body)).status_code == 403
        assert (await admin.ask(method, path + more, body)).status_code == 403
    assert (await company.ask("GET", path)).json() == job


async def test_an_edited_job_is_looked_at_again(
    api: AsyncClient, people: People, company: Person, admin: Person
) -> None:
    job = await people.job(company, admin)
    path = f"/jobs/{job['id']}"
    assert (await company.ask("PATCH", path, {})).json() == job
    answer = await company.ask("PATCH", path, {"title": "Florist", "salary_max": 50_000})
    assert answer.json() == {**job, "title": "Florist", "salary_max": 50_000, "status": "pending", "version": 2}
    assert (await api.get(path)).status_code == 404
    assert (await company.ask("PATCH", path, {"salary_min": 50_001})).status_code == 422


async def test_a_closed_job_stays_closed(api: AsyncClient, people: People, company: Person, admin: Person) -> None:
    job = await people.job(company, admin)
    path = f"/jobs/{job['id']}"
    assert (await company.ask("POST", f"{path}/close")).json()["status"] == "closed"
    assert (await api.get(path)).status_code == 404
    assert (await company.ask("POST", f"{path}/close")).status_code == 409
    assert (await company.ask("PATCH", path, {"title": "Florist"})).status_code == 409
    for action, body in (("approve", {"version": 1}), ("reject", {"version": 1, "reason": "No."})):
        assert (await admin.ask("POST", f"/admin/jobs/{job['id']}/{action}", body)).status_code == 409


async def test_a_rejected_job_says_why_until_it_is_edited(people: People, company: Person, admin: Person) -> None:
    job = await people.job(company)
    path = f"/admin/jobs/{job['id']}"
    assert (await admin.ask("POST", f"{path}/reject", {"version": 1})).status_code == 422
    assert (await admin.ask("POST", f"{path}/reject", {"version": 1, "reason": " "})).status_code == 422
    assert (await admin.ask("POST", f"{path}/reject", {"version": 2, "reason": "No."})).status_code == 409
    answer = await admin.ask("POST", f"{path}/reject", {"version": 1, "reason": " Which roses? "})
    assert (answer.json()["status"], answer.json()["rejection_reason"]) == ("rejected", "Which roses?")
    assert (await admin.ask("POST", f"{path}/reject", {"version": 1, "reason": "No."})).status_code == 409
    assert (await admin.ask("POST", f"{path}/approve", {"version": 1})).status_code == 409
    edited = (await company.ask("PATCH", f"/jobs/{job['id']}", {"title": "Rose gardener"})).json()
    assert (edited["status"], edited["rejection_reason"], edited["version"]) == ("pending", None, 2)


async def test_nobody_approves_what_they_have_not_read(people: People, company: Person, admin: Person) -> None:
    for _ in range(5):
        job = await people.job(company)
        edit = company.ask("PATCH", f"/jobs/{job['id']}", {"title": "Unread"})
        approval = admin.ask("POST", f"/admin/jobs/{job['id']}/approve", {"version": 1})
        await asyncio.gather(edit, approval)
        now = (await company.ask("GET", f"/jobs/{job['id']}")).json()
        assert (now["status"], now["title"], now["version"]) == ("pending", "Unread", 2)


async def test_the_queue_shows_the_oldest_first(people: People, company: Person, admin: Person) -> None:
    jobs = [await people.job(company) for _ in range(3)]
    ids: list[int] = []
    cursor = None
    while True:
        more: dict[str, str] = {} if cursor is None else {"cursor": cursor}
        page = (await admin.ask("GET", "/admin/jobs", params={"limit": 7, **more})).json()
        ids += [job["id"] for job in page["items"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert ids[-3:] == [job["id"] for job in jobs]
    assert len(ids) == len(set(ids))


async def test_a_company_lists_its_own_jobs(people: People) -> None:
    company = await people.person("company")
    ids = [(await people.job(company))["id"] for _ in range(3)]
    assert [job["id"] for job in (await company.ask("GET", "/me/jobs")).json()["items"]] == ids[::-1]


async def test_words_are_found(api: AsyncClient, people: People, company: Person, admin: Person) -> None:
    place = new_place()
    described = await people.job(
        company, admin, place=place, title="Java developer", description="Tests the engines of Python."
    )
    titled = await people.job(
        company, admin, place=place, title="Senior Python engineers", description="You build things."
    )
    both, title, description = [titled["id"], described["id"]], [titled["id"]], [described["id"]]
    for q, ids in {
        "python": both,
        "PYTHON the": both,
        "pyth": both,
        "py": both,
        "the bui": title,
        "enginee": title,
        "testing": description,
        '"senior python"': title,
        '"python senior"': [],
        '"engineers build"': [],
        '"engineers senior"': [],
        "python -java": title,
        "python - java": description,
        "java or senior": [described["id"], titled["id"]],
        "nothing or sen": title,
        "python nothing": [],
        "python or nothing seni": both,
        "!!": [titled["id"], described["id"]],
    }.items():
        assert sorted(await found(api, q=q, place=place)) == sorted(ids), q
    assert await found(api, q="python", place=place) == both


async def test_filters_are_combined(api: AsyncClient, people: People, company: Person, admin: Person) -> None:
    place = new_place()
    job = await people.job(company, admin, place=place, remote=True, kind="contract")
    await people.job(company, admin, place=place, title="Cook")
    fits = {"remote": "true", "kind": "contract", "pays_at_least": 40_000, "pays_at_most": 30_000, "q": "gardener"}
    assert await found(api, place=place, posted_since=job["created_at"], **fits) == [job["id"]]
    for name, value in {
        "remote": "false",
        "kind": "internship",
        "pays_at_least": 40_001,
        "pays_at_most": 29_999,
    }.items():
        assert await found(api, place=place, **{**fits, name: value}) == [], name
    assert await found(api, place=place, posted_since="9999-12-31") == []


@pytest.mark.parametrize(
    "q",
    [
        "-" * 199,
        "- " * 100,
        '-""' * 60,
        '-"-"' * 50,
        "-_" * 100,
        "(" * 200,
        "a & | ! <-> b",
        "'; DROP TABLE jobs; --",
        "\\",
        '"',
        "or or or or",
        "a or or b",
        ":*",
        "💥",
        "²",
        "-a " * 66,
        "' OR 1=1 --",
    ],
)
async def test_no_question_is_an_error(api: AsyncClient, q: str) -> None:
    assert (await api.get("/jobs", params={"q": q})).status_code == 200


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "x" * 201},
        {"q": "a\0b"},
        {"place": "\0"},
        {"kind": "forever"},
        {"remote": "perhaps"},
        {"pays_at_least": "much"},
        {"posted_since": "yesterday"},
        {"posted_since": "0001-01-01T00:00:00+14:00"},
        {"limit": 0},
        {"limit": 101},
        {"limit": 1_000_000},
        {"cursor": ""},
        {"cursor": "' OR 1=1 --"},
        {"cursor": "WzFd.00"},
    ],
)
async def test_senseless_questions_are_refused(api: AsyncClient, parameters: dict[str, Any]) -> None:
    answer = await api.get("/jobs", params=parameters)
    assert answer.status_code == 422
    assert all(problem.keys() == {"loc", "msg"} for problem in answer.json()["detail"])


@pytest.mark.parametrize("q", [None, "gardener"])
async def test_pages_show_each_job_once_whatever_happens(
    api: AsyncClient,
    people: People,
    company: Person,
    admin: Person,
    database: psycopg.Connection[Any],
    q: str | None,
) -> None:
    place = new_place()
    jobs = [await people.job(company, admin, place=place) for _ in range(5)]
    database.execute("UPDATE jobs SET created_at = now() WHERE place = %s", [place])
    parameters: dict[str, Any] = {"place": place, "limit": 2} | ({"q": q} if q else {})
    first = (await api.get("/jobs", params=parameters)).json()
    await people.job(company, admin, place=place)
    await company.ask("POST", f"/jobs/{jobs[4]['id']}/close")
    second = (await api.get("/jobs", params={**parameters, "cursor": first["next_cursor"]})).json()
    third = (await api.get("/jobs", params={**parameters, "cursor": second["next_cursor"]})).json()
    ids = [job["id"] for page in (first, second, third) for job in page["items"]]
    assert ids == [job["id"] for job in reversed(jobs)]
    assert third["next_cursor"] is None


async def test_version_two_has_the_salary_in_one_piece(
    api: AsyncClient, people: People, company: Person, admin: Person
) -> None:
    job = await people.job(company, admin)
    new = await api.get(f"http://test/api/v2/jobs/{job['id']}")
    assert new.json()["salary"] == {"min": 30_000, "max": 40_000}
    assert "salary_min" not in new.json()
    old = await api.get(f"/jobs/{job['id']}")
    assert old.headers["Deprecation"].startswith("@")
    assert old.headers["Link"] == f'</api/v2/jobs/{job["id"]}>; rel="successor-version"'


@pytest.mark.parametrize("job_id", ["0", "-1", str(2**63), "9" * 30, "x", "1.5"])
async def test_impossible_ids_are_refused(api: AsyncClient, job_id: str) -> None:
    assert (await api.get(f"/jobs/{job_id}")).status_code in (404, 422)
