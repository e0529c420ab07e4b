"""Applications and notices."""

import asyncio

import pytest
from httpx import AsyncClient

from tests.integration.conftest import People, Person

pytestmark = pytest.mark.anyio

MESSAGE = {"message": "I know roses."}


async def test_a_seeker_applies_and_both_sides_see_it(
    people: People, company: Person, seeker: Person, admin: Person
) -> None:
    job = await people.job(company, admin)
    path = f"/jobs/{job['id']}/applications"
    answer = await seeker.ask("POST", path, MESSAGE)
    assert answer.status_code == 201
    application = answer.json()
    assert (application["status"], application["job_id"]) == ("sent", job["id"])
    assert application["applicant"] == {key: seeker.user[key] for key in ("id", "name", "email")}
    assert (await company.ask("GET", path)).json()["items"] == [application]
    assert (await seeker.ask("GET", "/me/applications")).json()["items"][0] == application
    for person in (seeker, company):
        assert (await person.ask("GET", f"/applications/{application['id']}")).json() == application


async def test_one_applies_once_also_at_once_and_after_a_withdrawal(
    people: People, company: Person, seeker: Person, admin: Person
) -> None:
    path = f"/jobs/{(await people.job(company, admin))['id']}/applications"
    answers = await asyncio.gather(*(seeker.ask("POST", path, MESSAGE) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 4
    application = next(answer.json() for answer in answers if answer.status_code == 201)
    answer = await seeker.ask("POST", f"/applications/{application['id']}/withdraw")
    assert answer.json()["status"] == "withdrawn"
    assert (await seeker.ask("POST", path, MESSAGE)).status_code == 409
    assert len((await company.ask("GET", path)).json()["items"]) == 1


@pytest.mark.parametrize("body", [{}, {"message": " "}, {"message": "x" * 5001}, {**MESSAGE, "status": "accepted"}])
async def test_senseless_applications_are_refused(
    people: People, company: Person, seeker: Person, admin: Person, body: dict[str, str]
) -> None:
    path = f"/jobs/{(await people.job(company, admin))['id']}/applications"
    assert (await seeker.ask("POST", path, body)).status_code == 422
    assert (await company.ask("GET", path)).json()["items"] == []


async def test_only_seekers_apply_and_only_for_open_jobs(
    api: AsyncClient, people: People, company: Person, seeker: Person, admin: Person
) -> None:
    job = await people.job(company)
    path = f"/jobs/{job['id']}/applications"
    assert (await seeker.ask("POST", path, MESSAGE)).status_code == 404
    assert (await seeker.ask("POST", "/jobs/999999999/applications", MESSAGE)).status_code == 404
    assert (await api.post(path, json=MESSAGE)).status_code == 401
    assert (await company.ask("POST", path, MESSAGE)).status_code == 403
    assert (await admin.ask("POST", path, MESSAGE)).status_code == 403


@pytest.mark.parametrize(("action", "status"), [("accept", "accepted"), ("decline", "declined")])
async def test_the_company_decides_once_and_the_seeker_is_told(
    people: People, company: Person, admin: Person, action: str, status: str
) -> None:
    seeker = await people.person("seeker")
    job = await people.job(company, admin, title="Head gardener")
    application = (await seeker.ask("POST", f"/jobs/{job['id']}/applications", MESSAGE)).json()
    path = f"/applications/{application['id']}"
    await company.ask("POST", f"/jobs/{job['id']}/close")
    assert (await seeker.ask("POST", f"{path}/{action}")).status_code == 403
    assert (await company.ask("POST", f"{path}/withdraw")).status_code == 403
    assert (await company.ask("POST", f"{path}/{action}")).json()["status"] == status
    assert (await seeker.ask("GET", path)).json()["status"] == status
    for person, move in ((company, "accept"), (company, "decline"), (seeker, "withdraw")):
        assert (await person.ask("POST", f"{path}/{move}")).status_code == 409
    for _ in range(50):
        notices = (await seeker.ask("GET", "/me/notices")).json()["items"]
        if notices:
            break
        await asyncio.sleep(0.1)
    assert "Head gardener" in notices[0]["text"]
    assert notices[0].keys() == {"id", "text", "created_at"}


async def test_of_a_withdrawal_and_a_decision_one_holds(
    people: People, company: Person, seeker: Person, admin: Person
) -> None:
    for _ in range(5):
        job = await people.job(company, admin)
        application = (await seeker.ask("POST", f"/jobs/{job['id']}/applications", MESSAGE)).json()
        path = f"/applications/{application['id']}"
        answers = await asyncio.gather(seeker.ask("POST", f"{path}/withdraw"), company.ask("POST", f"{path}/accept"))
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        good = next(answer for answer in answers if answer.status_code == 200)
        assert (await seeker.ask("GET", path)).json() == good.json()


async def test_somebody_elses_application_is_like_none(
    api: AsyncClient,
    people: People,
    company: Person,
    rival: Person,
    seeker: Person,
    other_seeker: Person,
    admin: Person,
) -> None:
    job = await people.job(company, admin)
    application = (await seeker.ask("POST", f"/jobs/{job['id']}/applications", MESSAGE)).json()
    path = f"/applications/{application['id']}"
    unknown = await other_seeker.ask("GET", "/applications/999999999")
    for person, method, more in (
        (other_seeker, "GET", ""),
        (rival, "GET", ""),
        (other_seeker, "POST", "/withdraw"),
        (rival, "POST", "/accept"),
        (rival, "POST", "/decline"),
    ):
        answer = await person.ask(method, path + more)
        assert (answer.status_code, answer.content) == (404, unknown.content)
    assert (await api.get(path)).status_code == 401
    for method, more in (("GET", ""), ("POST", "/withdraw"), ("POST", "/accept"), ("POST", "/decline")):
        assert (await admin.ask(method, path + more)).status_code == 403
    assert (await seeker.ask("GET", path)).json() == application
