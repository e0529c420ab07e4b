"""Checks of limits, notices, the WebSocket and version 2."""

import re
import time

import psycopg
import pytest

from grader.toolbox import Mismatch

LIVE = "/api/v1/ws/applications"


@pytest.mark.criterion("requests-limited")
def test_each_client_has_so_many_requests(serve, board_at, rng):
    most = rng.randint(5, 8)
    board = board_at(serve(RATE_LIMIT=str(most)))
    first, second = board.company(), board.seeker()
    if (left := 60 - time.time() % 60) < 5:
        time.sleep(left)  # some count by the minute of the clock, and this minute is nearly over
    assert [first.get("/me").status_code for _ in range(most + 2)] == [200] * most + [429] * 2
    assert second.get("/me").status_code == 200
    statuses = [board.api.get("/api/v1/jobs").status_code for _ in range(most + 2)]
    assert statuses == [200] * most + [429] * 2
    assert board.api.get("/health").status_code == 200
    refused = first.get("/me")
    if not re.fullmatch(r"[1-9]|[1-5]\d|60", refused.headers.get("retry-after", "")):
        raise Mismatch(
            "A 429 does not say when to come again.",
            expected="Retry-After: and 1 to 60 seconds",
            actual=refused.headers.get("retry-after"),
        )
    assert "detail" in refused.json()


@pytest.fixture
def notices():
    """The notices of somebody, as soon as there are so many."""

    def notices(person, count):
        end = time.monotonic() + 5
        while True:
            with person.board.api.in_passing():
                items = person.get("/me/notices").json()["items"]
            if len(items) >= count or time.monotonic() > end:
                return items
            time.sleep(0.02)

    return notices


@pytest.fixture
def decided(board):
    """A job-seeker, a company, and one application for each of some titles."""

    def decided(*titles):
        company, seeker, admin = board.company(), board.seeker(), board.admin()
        jobs = [board.approve(admin, board.job(company, title=title)) for title in titles]
        return company, seeker, [board.applied(seeker, job)["id"] for job in jobs]

    return decided


@pytest.mark.criterion("notice-later")
def test_a_decision_becomes_a_notice(decided, notices, database):
    company, seeker, ids = decided("Baker", "Driver")
    for number, title, move in zip(ids, ["Baker", "Driver"], ["accept", "decline"], strict=True):
        assert company.post(f"/applications/{number}/{move}").status_code == 200
        newest = notices(seeker, 1 + ids.index(number))[0]
        assert title in newest["text"]
        assert {"id", "text", "created_at"} <= newest.keys()
    assert [row["user_id"] for row in database.rows("notices")] == [seeker.id] * 2
    assert company.get("/me/notices").json()["items"] == []


@pytest.mark.criterion("notice-later")
def test_a_decision_does_not_wait_for_its_notice(decided, notices, database):
    company, seeker, (number,) = decided("Baker")
    headers = {"Authorization": f"Bearer {company.token}"}
    with psycopg.connect(database.url) as other:
        other.execute("LOCK TABLE notices")
        pending = company.board.api.start("POST", f"/api/v1/applications/{number}/accept", headers=headers)
        has_come = pending.came(5)
        other.rollback()
    assert pending.answer().json()["status"] == "accepted"
    if not has_come:
        raise Mismatch(
            "While the table notices is locked, the answer to a decision does not come.",
            expected="an answer at once, and the notice later",
            actual="an answer after the lock was gone",
        )
    assert len(notices(seeker, 1)) == 1


@pytest.mark.criterion("company-told")
def test_a_company_hears_of_its_applications(board):
    companies, seeker, admin = [board.company(), board.company()], board.seeker(), board.admin()
    jobs = [board.approve(admin, board.job(company)) for company in companies]
    with board.api.websocket(LIVE) as first, board.api.websocket(LIVE) as second:
        for talk, company in zip((first, second), companies, strict=True):
            talk.send({"token": company.token})
            assert talk.receive_json() == {"type": "ready"}
        for talk, job in ((second, jobs[1]), (first, jobs[0])):  # what the other one hears would come before its own
            sent = board.applied(seeker, job)
            assert talk.receive_json() == {"type": "application", "application_id": sent["id"], "job_id": job["id"]}
        refused = seeker.post(f"/jobs/{jobs[0]['id']}/applications", {"message": "Once more."})
        third = board.applied(board.seeker(), jobs[0])
        assert refused.status_code == 409
        assert first.receive_json()["application_id"] == third["id"]


@pytest.mark.criterion("listeners-checked")
def test_others_do_not_listen(board, tokens):
    company = board.company()
    wrong = [tokens.access(company.id, exp=1), tokens.access(company.id, type="refresh"), board.seeker().token, "", 7]
    first = [*({"token": token} for token in wrong), "ready?", {}, {"token": board.admin().token}, [], "null"]
    for message in first:
        with board.api.websocket(LIVE) as talk:
            talk.send(message)
            assert (talk.closed(), talk.close_code) == (True, 1008)


@pytest.mark.criterion("version-two")
def test_version_two_has_another_salary(board, rng):
    company, low = board.company(), rng.randint(10, 90) * 1000
    job = board.approve(board.admin(), board.job(company, salary_min=low, salary_max=low + 1000))
    path = f"/jobs/{job['id']}"
    first, second = (board.api.get(f"/api/{version}{path}") for version in ("v1", "v2"))
    expected = {name: value for name, value in job.items() if name not in ("salary_min", "salary_max")}
    assert second.json() == {**expected, "salary": {"min": low, "max": low + 1000}}
    assert first.json() == job
    assert re.fullmatch(r"@\d+", first.headers.get("deprecation", ""))
    assert f'</api/v2{path}>; rel="successor-version"' in first.headers.get("link", "")
    assert "deprecation" not in second.headers


@pytest.mark.criterion("version-two")
def test_version_two_hides_what_version_one_hides(board):
    company = board.company()
    path = f"/api/v2/jobs/{board.job(company)['id']}"
    headers = {"Authorization": f"Bearer {company.token}"}
    assert [board.api.get(path).status_code, board.api.get(path, headers=headers).status_code] == [404, 200]
    with board.api.in_passing():
        described = board.api.get("/openapi.json").json()["paths"]
    deprecated = [path for path, methods in described.items() if methods.get("get", {}).get("deprecated")]
    assert [re.sub(r"\{\w+\}", "{id}", path) for path in deprecated] == ["/api/v1/jobs/{id}"]
