"""Applying, withdrawing, deciding, and being told."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from .conftest import Person

Job = dict[str, Any]
LIVE = "/api/v1/ws/applications"


def test_an_application_is_seen_by_both_sides(seeker: Person, company: Person, open_job: Job) -> None:
    sent = seeker.apply(open_job)
    assert (sent.status_code, sent.json()["status"]) == (201, "sent")
    assert sent.json()["applicant"] == {"id": seeker.id, "name": seeker.user["name"], "email": seeker.email}
    path = f"/applications/{sent.json()['id']}"
    assert seeker.ask("GET", path).json() == company.ask("GET", path).json() == sent.json()
    assert company.ask("GET", f"/jobs/{open_job['id']}/applications").json()["items"] == [sent.json()]
    assert seeker.ask("GET", "/me/applications").json()["items"] == [sent.json()]


def test_nobody_applies_twice(seeker: Person, open_job: Job) -> None:
    first = seeker.apply(open_job)
    assert seeker.apply(open_job).status_code == 409
    assert seeker.ask("POST", f"/applications/{first.json()['id']}/withdraw").status_code == 200
    assert seeker.apply(open_job).status_code == 409


def test_of_many_applications_at_once_one_is_kept(seeker: Person, company: Person, open_job: Job) -> None:
    with ThreadPoolExecutor(5) as pool:
        statuses = list(pool.map(lambda _: seeker.apply(open_job).status_code, range(5)))
    assert sorted(statuses) == [201, 409, 409, 409, 409]
    assert len(company.ask("GET", f"/jobs/{open_job['id']}/applications").json()["items"]) == 1


def test_only_job_seekers_apply_and_only_for_open_jobs(
    seeker: Person, company: Person, admin: Person, open_job: Job
) -> None:
    assert [who.apply(open_job).status_code for who in (company, admin)] == [403, 403]
    pending = company.post_job()
    assert seeker.apply(pending).status_code == 404
    assert seeker.apply({"id": 2**40}).status_code == 422


@pytest.mark.parametrize(("action", "status"), [("accept", "accepted"), ("decline", "declined")])
def test_a_decision_is_final_and_told(seeker: Person, company: Person, open_job: Job, action: str, status: str) -> None:
    path = f"/applications/{seeker.apply(open_job).json()['id']}"
    assert company.ask("POST", f"{path}/{action}").json()["status"] == status
    assert seeker.ask("GET", path).json()["status"] == status
    assert company.ask("POST", f"{path}/accept").status_code == 409
    assert seeker.ask("POST", f"{path}/withdraw").status_code == 409
    assert "Python developer" in seeker.ask("GET", "/me/notices").json()["items"][0]["text"]


def test_of_a_withdrawal_and_a_decision_one_holds(seeker: Person, company: Person, open_job: Job) -> None:
    path = f"/applications/{seeker.apply(open_job).json()['id']}"
    moves = [(seeker, "withdraw"), (company, "accept")] * 2
    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda move: move[0].ask("POST", f"{path}/{move[1]}").status_code, moves))
    assert sorted(statuses) == [200, 409, 409, 409]


def test_somebody_elses_application_is_like_none(
    seeker: Person, other_seeker: Person, other_company: Person, open_job: Job
) -> None:
    sent = seeker.apply(open_job).json()
    unknown = other_seeker.ask("GET", "/applications/2000000000").content
    for who, method, path in [
        (other_seeker, "GET", ""),
        (other_seeker, "POST", "/withdraw"),
        (other_company, "GET", ""),
        (other_company, "POST", "/accept"),
        (other_company, "POST", "/decline"),
    ]:
        answer = who.ask(method, f"/applications/{sent['id']}{path}")
        assert (answer.status_code, answer.content) == (404, unknown)
    assert other_seeker.ask("GET", "/me/applications").json()["items"] == []
    assert seeker.ask("GET", f"/applications/{sent['id']}").json() == sent


def test_a_listening_company_is_told(
    client: TestClient, seeker: Person, company: Person, other_company: Person, open_job: Job, admin: Person
) -> None:
    other_job = admin.approve(other_company.post_job()).json()
    with client.websocket_connect(LIVE) as socket:
        socket.send_json({"token": company.tokens["access_token"]})
        assert socket.receive_json() == {"type": "ready"}
        seeker.apply(other_job)
        sent = seeker.apply(open_job).json()
        expected = {"type": "application", "application_id": sent["id"], "job_id": open_job["id"]}
        assert socket.receive_json() == expected


def test_only_companies_listen(client: TestClient, seeker: Person) -> None:
    for message in ({"token": seeker.tokens["access_token"]}, {"token": "none"}, {}):
        with client.websocket_connect(LIVE) as socket:
            socket.send_json(message)
            with pytest.raises(WebSocketDisconnect) as closed:
                socket.receive_json()
            assert closed.value.code == 1008
