"""Checks of moderation: the queue, who may enter, approving, rejecting, and an edit in the same moment."""

import pytest

from grader.toolbox import Mismatch


@pytest.fixture
def decide(board):
    """Approve or reject a job; version 1 is what was read, if nobody says something else."""
    admin = board.admin()

    def decide(action, job, version=1, **more):
        body = {"version": version, **({"reason": "No."} if action == "reject" else {}), **more}
        return admin.post(f"/admin/jobs/{job['id']}/{action}", body)

    return decide


@pytest.mark.criterion("queue-listed")
def test_the_queue_has_what_waits_the_oldest_first(board):
    company, other, admin = board.company(), board.company(), board.admin()
    jobs = [board.job(one) for one in (company, other, company, other)]
    company.post(f"/jobs/{jobs[2]['id']}/close")
    page = admin.get("/admin/jobs").json()
    assert [job["id"] for job in page["items"]] == [jobs[0]["id"], jobs[1]["id"], jobs[3]["id"]]
    assert [job["company"] for job in page["items"]] == [one.user["name"] for one in (company, other, other)]
    assert page["next_cursor"] is None
    assert [job["id"] for job in admin.get("/admin/jobs", status="closed").json()["items"]] == [jobs[2]["id"]]
    assert admin.get("/admin/jobs", status="approved").json()["items"] == []


@pytest.mark.criterion("admin-only")
def test_routes_of_admins_are_for_admins(board, api, database, rng):
    company, seeker = board.company(), board.seeker()
    job, user = rng.choice([board.job(company)["id"], 2_000_000_000]), rng.choice([seeker.id, 2_000_000_000])
    before = [database.rows("jobs"), database.rows("users")]
    for method, path, options in [
        *(("GET", "/admin/jobs", {}), ("GET", "/admin/users", {}), ("GET", "/admin/hits", {})),
        ("POST", f"/admin/jobs/{job}/approve", {"json": {"version": 1}}),
        ("POST", f"/admin/jobs/{job}/reject", {"json": {"version": 1, "reason": "No."}}),
        *(("POST", f"/admin/users/{user}/ban", {}), ("POST", f"/admin/users/{user}/unban", {})),
    ]:
        statuses = [api.request(method, f"/api/v1{path}", **options).status_code]
        statuses += [person.ask(method, path, **options).status_code for person in (company, seeker)]
        if statuses != [401, 403, 403]:
            raise Mismatch(
                f"{method} /api/v1{path} is not for admins only.",
                expected="401 for nobody, 403 for a company, 403 for a job-seeker",
                actual=statuses,
            )
    assert [database.rows("jobs"), database.rows("users")] == before


@pytest.mark.criterion("job-approved")
def test_an_approved_job_is_seen_by_everybody(board, api, decide):
    company, other, seeker = board.company(), board.company(), board.seeker()
    job = board.job(company)
    answer = decide("approve", job)
    wanted = {**lasting(job), "status": "approved"}
    assert (answer.status_code, lasting(answer.json())) == (200, wanted)
    assert lasting(api.get(f"/api/v1/jobs/{job['id']}").json()) == wanted
    for person in (company, other, seeker):
        assert lasting(person.get(f"/jobs/{job['id']}").json()) == wanted
    assert board.found() == [job["title"]]


@pytest.mark.criterion("job-rejected")
def test_a_company_reads_why_its_job_was_rejected(board, decide, hidden):
    company = board.company()
    jobs = [board.job(company), board.job(company)]
    assert decide("approve", jobs[1]).status_code == 200
    for job in jobs:
        answer = decide("reject", job, reason="  Which trees? \n")
        wanted = {**lasting(job), "status": "rejected", "rejection_reason": "Which trees?"}
        assert (answer.status_code, lasting(answer.json())) == (200, wanted)
        assert lasting(company.get(f"/jobs/{job['id']}").json()) == wanted
        hidden(None, "GET", "/jobs/{}", job["id"])
    assert board.found() == []


@pytest.mark.criterion("job-rejected")
def test_a_rejection_needs_a_reason(board, api, decide, database, expected, rng):
    job = board.job(board.company())
    for reason in rng.sample(["", "  ", "x" * 501, None, 7, "a\0b"], 6):
        with api.in_passing():
            expected(decide("reject", job, reason=reason), 422, f"A rejection with the reason {reason!r:.20}")
    assert board.admin().post(f"/admin/jobs/{job['id']}/reject", {"version": 1}).status_code == 422
    assert [row["status"] for row in database.rows("jobs")] == ["pending"]
    assert decide("reject", job, reason=f" {'x' * 500} ").status_code == 200


@pytest.mark.criterion("moderation-moves")
def test_each_state_has_its_moves(board, decide, database):
    company = board.company()
    approved, rejected, closed = (board.job(company) for _ in range(3))
    assert decide("approve", approved).status_code == decide("reject", rejected).status_code == 200
    assert company.post(f"/jobs/{closed['id']}/close").status_code == 200
    before = database.rows("jobs")
    assert decide("approve", approved).status_code == 409
    for job in (rejected, closed):
        assert [decide(action, job).status_code for action in ("approve", "reject")] == [409, 409]
    assert database.rows("jobs") == before


@pytest.mark.criterion("version-asked")
def test_nobody_decides_about_what_they_have_not_read(board, decide):
    company = board.company()
    job = board.job(company)
    company.patch(f"/jobs/{job['id']}", {"title": "Send me your money"})
    for version in (1, 3):
        assert decide("approve", job, version).status_code == decide("reject", job, version).status_code == 409
    assert company.get(f"/jobs/{job['id']}").json()["status"] == "pending"
    assert decide("approve", job, 2).status_code == 200
    company.patch(f"/jobs/{job['id']}", {"title": "Gardener"})
    assert decide("approve", job, 2).status_code == decide("reject", job, 2).status_code == 409
    assert decide("approve", job, 3).json()["status"] == "approved"


@pytest.mark.criterion("version-asked")
def test_a_decision_names_a_version(board, decide, database):
    job, admin = board.job(board.company()), board.admin()
    for action in ("approve", "reject"):
        assert decide(action, job, None).status_code == decide(action, job, "new").status_code == 422
        assert decide(action, job, 10**30).status_code in (409, 422)
    assert admin.post(f"/admin/jobs/{job['id']}/approve", {}).status_code == 422
    assert [row["status"] for row in database.rows("jobs")] == ["pending"]


@pytest.mark.criterion("approval-raced")
def test_no_unread_text_is_approved(board, api, database, rng):
    company, admin = board.company(), board.admin()
    for who_is_first in rng.sample(["approve", "edit"], 2):
        number = board.job(company)["id"]
        moves = [
            ("POST", f"/api/v1/admin/jobs/{number}/approve", sent(admin, version=1)),
            ("PATCH", f"/api/v1/jobs/{number}", sent(company, title="Send me your money")),
        ]
        pending = []
        with database.held(f"SELECT 1 FROM jobs WHERE id = {number} FOR UPDATE") as wait_for:
            for method, path, options in moves if who_is_first == "approve" else reversed(moves):
                pending.append(api.start(method, path, **options))
                wait_for(len(pending))
        answers = sorted((one.answer() for one in pending), key=lambda answer: answer.asked, reverse=True)
        approval, edit = (answer.status_code for answer in answers)
        row = database.query("SELECT status, title FROM jobs WHERE id = %s", number)[0]
        if row["status"] == "approved":
            raise Mismatch(
                "An edit and an approval came in the same moment, and a text is approved that no admin has read.",
                expected="a job that is pending, with its new title",
                actual=f"{row}, after {approval} for the approval and {edit} for the edit",
                help="Compare the version in the transaction that changes the job, after its row is locked.",
            )
        assert (row["title"], edit) == ("Send me your money", 200)
        assert approval in (200, 409)


def sent(person, **body):
    return {"json": body, "headers": {"Authorization": f"Bearer {person.token}"}}


def lasting(job):
    """A job without its moment, which may be told with any offset."""
    return {name: value for name, value in job.items() if name != "created_at"}
