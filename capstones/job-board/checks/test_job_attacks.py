"""Checks of attacks on jobs: those of others, fields that nobody asked for, ids that fit nowhere."""

import pytest

from grader.toolbox import Mismatch

TOO_LARGE = [2**63, 10**30, 2**64 + 1]
SENSELESS = [0, -1, "x", "1.5", "1e3"]


@pytest.mark.criterion("job-foreign")
@pytest.mark.parametrize("approved", [False, True])
def test_the_job_of_another_company_is_like_none(board, hidden, database, approved):
    company, other = board.company(), board.company()
    (number,) = board.open_jobs(company, {"status": "approved" if approved else "pending"})
    before = database.rows("jobs")
    hidden(other, "PATCH", "/jobs/{}", number, json={"title": "Ours now"})
    hidden(other, "PATCH", "/jobs/{}", number, json={})
    hidden(other, "POST", "/jobs/{}/close", number)
    hidden(other, "GET", "/jobs/{}/applications", number)
    assert database.rows("jobs") == before


@pytest.mark.criterion("job-foreign")
def test_who_is_no_company_has_the_wrong_role_for_it(board, api, database):
    (number,) = board.open_jobs(board.company(), {})
    before = database.rows("jobs")
    for person in (board.seeker(), board.admin()):
        assert person.patch(f"/jobs/{number}", {"title": "Mine now"}).status_code == 403
        assert person.post(f"/jobs/{number}/close").status_code == 403
        assert person.get(f"/jobs/{number}/applications").status_code == 403
    assert api.patch(f"/api/v1/jobs/{number}", json={"title": "Nobody's"}).status_code == 401
    assert database.rows("jobs") == before


@pytest.mark.criterion("approval-not-assigned")
def test_no_body_says_what_only_the_board_says(board, api, database, expected, example_job, rng):
    company, other = board.company(), board.company()
    job = board.job(company)
    before = database.rows("jobs")
    fields = [("status", "approved"), ("company_id", other.id), ("version", 7), ("id", job["id"] + 7)]
    fields += [("company", "Others"), ("rejection_reason", None), ("created_at", job["created_at"])]
    for name, value in rng.sample(fields, len(fields)):
        with api.in_passing():
            expected(company.post("/jobs", {**example_job, name: value}), 422, f"POST /api/v1/jobs with {name}")
            for body in ({name: value}, {"title": "New", name: value}):
                expected(company.patch(f"/jobs/{job['id']}", body), 422, f"PATCH /api/v1/jobs/{job['id']} with {name}")
    assert database.rows("jobs") == before


@pytest.mark.criterion("ids-bounded")
def test_an_id_that_fits_nowhere_is_no_error_of_the_server(board, api, rng):
    company, seeker, admin = board.company(), board.seeker(), board.admin()
    routes = [
        *((company, "GET", "/jobs/{}", None), (company, "PATCH", "/jobs/{}", {"title": "New"})),
        *((company, "POST", "/jobs/{}/close", None), (company, "GET", "/jobs/{}/applications", None)),
        *((seeker, "POST", "/jobs/{}/applications", {"message": "Hello"}), (seeker, "GET", "/applications/{}", None)),
        *((seeker, "POST", "/applications/{}/withdraw", None), (company, "POST", "/applications/{}/accept", None)),
        *((company, "POST", "/applications/{}/decline", None), (admin, "POST", "/admin/users/{}/ban", None)),
        *((admin, "POST", "/admin/jobs/{}/approve", {"version": 1}), (admin, "POST", "/admin/users/{}/unban", None)),
        (admin, "POST", "/admin/jobs/{}/reject", {"version": 1, "reason": "No."}),
    ]
    for person, method, path, body in routes:
        for number in (2**31, rng.choice(TOO_LARGE), rng.choice(SENSELESS)):
            with api.in_passing():
                answer = person.ask(method, path.format(number), **({} if body is None else {"json": body}))
                if answer.status_code not in (404, 422):
                    raise Mismatch(
                        f"{method} /api/v1{path} takes an id that no column can hold, or that is none: {number}.",
                        expected="404 or 422",
                        actual=answer.status_code,
                    )


@pytest.mark.criterion("text-harmless")
def test_a_script_in_a_reason_or_a_message_stays_as_it_is(board, rng):
    company, seeker, admin = board.company(), board.seeker(), board.admin()
    text = rng.choice(["<script>alert({})</script>", "\"><svg/onload='x{}'>", "&lt;{}&amp;"]).format(
        rng.randint(10, 99)
    )
    (number,) = board.open_jobs(company, {})
    board.applied(seeker, {"id": number}, text)
    assert company.get(f"/jobs/{number}/applications").json()["items"][0]["message"] == text
    assert admin.post(f"/admin/jobs/{number}/reject", {"version": 1, "reason": text}).status_code == 200
    assert company.get(f"/jobs/{number}").json()["rejection_reason"] == text
