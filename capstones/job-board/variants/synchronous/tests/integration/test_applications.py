"""Applications, notices, and who is told."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from conftest import Person
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect


def test_applied(application: dict[str, Any], job: dict[str, Any], seeker: Person, company: Person) -> None:
    """Both sides see it."""
    assert (application["status"], application["job_id"], application["user_id"]) == ("sent", job["id"], seeker.id)
    assert application["applicant"] == {"id": seeker.id, "name": "The seeker", "email": seeker.email}
    for person in (seeker, company):
        assert person.get(f"/applications/{application['id']}").json() == application
    assert company.get(f"/jobs/{job['id']}/applications").json()["items"] == [application]
    assert seeker.get("/me/applications").json()["items"][0] == application


def test_applied_twice(application: dict[str, Any], job: dict[str, Any], seeker: Person) -> None:
    """409, also after a withdrawal."""
    path = f"/jobs/{job['id']}/applications"
    assert seeker.post(path, {"message": "Again."}).status_code == 409
    assert seeker.post(f"/applications/{application['id']}/withdraw").json()["status"] == "withdrawn"
    assert seeker.post(path, {"message": "Again."}).status_code == 409


def test_applied_at_once(job: dict[str, Any], seeker: Person) -> None:
    """One is kept."""
    path = f"/jobs/{job['id']}/applications"
    with ThreadPoolExecutor(5) as pool:
        statuses = [
            answer.status_code for answer in pool.map(lambda _: seeker.post(path, {"message": "Me!"}), range(5))
        ]
    assert sorted(statuses) == [201, 409, 409, 409, 409]


def test_who_applies(job: dict[str, Any], pending: dict[str, Any], company: Person, admin: Person) -> None:
    """Job-seekers."""
    for person in (company, admin):
        assert person.post(f"/jobs/{job['id']}/applications", {"message": "Me!"}).status_code == 403


def test_hidden_jobs(pending: dict[str, Any], seeker: Person) -> None:
    """Nobody applies for what they cannot see."""
    for id_ in (pending["id"], 2**62):
        assert seeker.post(f"/jobs/{id_}/applications", {"message": "Me!"}).status_code == 404


@pytest.mark.parametrize(
    "body", [{}, {"message": " "}, {"message": "x" * 5001}, {"message": "x", "status": "accepted"}]
)
def test_bad_applications(job: dict[str, Any], seeker: Person, body: dict[str, Any]) -> None:
    """422, and nothing is kept."""
    assert seeker.post(f"/jobs/{job['id']}/applications", body).status_code == 422
    assert seeker.post(f"/jobs/{job['id']}/applications", {"message": "x"}).status_code == 201


def test_somebody_elses(
    application: dict[str, Any],
    seeker: Person,
    other_seeker: Person,
    company: Person,
    other_company: Person,
    admin: Person,
) -> None:
    """404 like an unknown one; 403 for the wrong role."""
    path = f"/applications/{application['id']}"
    unknown = other_seeker.get(f"/applications/{2**62}")
    assert other_seeker.get(path).status_code == other_company.get(path).status_code == 404
    assert other_seeker.get(path).content == unknown.content
    assert admin.get(path).status_code == 403
    assert other_seeker.post(f"{path}/withdraw").status_code == 404
    for move in ("accept", "decline"):
        assert other_company.post(f"{path}/{move}").status_code == 404
        assert seeker.post(f"{path}/{move}").status_code == 403
        assert admin.post(f"{path}/{move}").status_code == 403
    assert company.post(f"{path}/withdraw").status_code == 403
    assert seeker.get(path).json() == application


@pytest.mark.parametrize(("move", "status"), [("accept", "accepted"), ("decline", "declined")])
def test_decided(
    application: dict[str, Any], job: dict[str, Any], seeker: Person, company: Person, move: str, status: str
) -> None:
    """For a closed job, too; for good; and the job-seeker is told."""
    path = f"/applications/{application['id']}"
    company.post(f"/jobs/{job['id']}/close")
    assert company.post(f"{path}/{move}").json() == {**application, "status": status}
    assert seeker.get(path).json()["status"] == status
    assert seeker.post(f"{path}/withdraw").status_code == 409
    assert company.post(f"{path}/accept").status_code == 409
    for _ in range(50):
        notices = seeker.get("/me/notices").json()["items"]
        if notices and notices[0]["text"].endswith(f"was {status}."):
            break
        time.sleep(0.1)
    assert job["title"] in notices[0]["text"]


def test_moved_at_once(application: dict[str, Any], seeker: Person, company: Person) -> None:
    """One of the two holds."""
    path = f"/applications/{application['id']}"
    with ThreadPoolExecutor(2) as pool:
        moves = [pool.submit(seeker.post, f"{path}/withdraw"), pool.submit(company.post, f"{path}/accept")]
        answers = [move.result() for move in moves]
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    (held,) = [answer.json()["status"] for answer in answers if answer.status_code == 200]
    assert seeker.get(path).json()["status"] == held


def test_a_company_listens(
    client: TestClient,
    job: dict[str, Any],
    company: Person,
    other_company: Person,
    seeker: Person,
    other_seeker: Person,
) -> None:
    """It hears of its own jobs alone."""
    url = "/api/v1/ws/applications"
    with client.websocket_connect(url) as mine, client.websocket_connect(url) as foreign:
        for socket, person in ((mine, company), (foreign, other_company)):
            socket.send_json({"token": person.tokens["access_token"]})
            assert socket.receive_json() == {"type": "ready"}
        for person in (seeker, other_seeker):
            sent = person.post(f"/jobs/{job['id']}/applications", {"message": "Me!"}).json()
            news = {"type": "application", "application_id": sent["id"], "job_id": job["id"]}
            assert mine.receive_json() == news


@pytest.mark.parametrize("first", ["seeker", "admin", "refresh", "{}", "[[[[", "[]", '{"token": 1}', '{"token": "x"}'])
def test_others_do_not_listen(client: TestClient, company: Person, seeker: Person, admin: Person, first: str) -> None:
    """1008."""
    tokens = {
        "seeker": seeker.tokens["access_token"],
        "admin": admin.tokens["access_token"],
        "refresh": company.tokens["refresh_token"],
    }
    with client.websocket_connect("/api/v1/ws/applications") as socket:
        socket.send_text(f'{{"token": "{tokens[first]}"}}' if first in tokens else first)
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()
    assert closed.value.code == 1008
