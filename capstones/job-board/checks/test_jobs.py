"""Checks of jobs: posting, reading, changing, closing, listing."""

import datetime

import pytest

from grader.toolbox import Mismatch

KINDS = ["full_time", "part_time", "contract", "internship"]
SENSELESS = [
    *(("title", value) for value in ("", " \n ", "x" * 121, None, ["Nurse"])),
    *(("description", value) for value in ("", "  ", "x" * 10_001, None)),
    *(("place", value) for value in ("", "\t", "x" * 81, None)),
    *(("kind", value) for value in ("", "fulltime", "FULL_TIME", None)),
    *(("remote", value) for value in ("perhaps", None)),
    *(("salary_min", value) for value in (-1, "many", 1.5, None)),
    *(("salary_max", value) for value in (10_000_001, 10**30, "many", None)),
]


@pytest.fixture
def offer(rng):
    """What a company writes, other words each time."""

    def offer(**given):
        low, number = rng.randint(10, 5_000_000), rng.randint(10, 99)
        return {
            "title": f"Nurse {number}",
            "description": f"A hospital\nwith {number} beds.",
            "place": rng.choice(["Lisbon", "Porto", "Évora"]),
            "remote": rng.random() < 0.5,
            "kind": rng.choice(KINDS),
            "salary_min": low,
            "salary_max": low + rng.randint(10, 4_000_000),
            **given,
        }

    return offer


@pytest.mark.criterion("job-posted")
def test_a_job_is_posted_and_waits(board, offer):
    company, body = board.company(), offer()
    job = board.job(company, **body)
    assert {name: job.get(name) for name in body} == body
    assert (job["status"], job["version"], job["rejection_reason"]) == ("pending", 1, None)
    assert (job["company_id"], job["company"]) == (company.id, company.user["name"])
    assert datetime.datetime.fromisoformat(job["created_at"]).tzinfo is not None
    assert lasting(company.get(f"/jobs/{job['id']}").json()) == lasting(job)


@pytest.mark.criterion("job-posted")
def test_texts_lose_the_white_space_around_them_and_remote_may_be_missing(board, offer):
    body = offer(title=f"  {'x' * 120}\n")
    del body["remote"]
    answer = board.company().post("/jobs", body)
    assert answer.status_code == 201
    assert (answer.json()["title"], answer.json()["remote"]) == ("x" * 120, False)


@pytest.mark.criterion("job-roles")
def test_only_a_company_posts_jobs(board, api, offer, database):
    assert api.post("/api/v1/jobs", json=offer()).status_code == 401
    assert board.seeker().post("/jobs", offer()).status_code == 403
    assert board.admin().post("/jobs", offer()).status_code == 403
    assert database.rows("jobs") == []


@pytest.mark.criterion("job-hidden")
def test_a_pending_job_is_seen_by_its_company_and_by_admins(board, hidden):
    company, other, seeker, admin = board.company(), board.company(), board.seeker(), board.admin()
    job = board.job(company)
    for person in (None, seeker, other):
        hidden(person, "GET", "/jobs/{}", job["id"])
    for person in (company, admin):
        assert lasting(person.get(f"/jobs/{job['id']}").json()) == lasting(job)
    assert board.found() == board.found(q="gardener") == []
    assert company.get("/jobs").json()["items"] == []


@pytest.mark.criterion("job-checked")
def test_a_senseless_job_is_refused(board, api, offer, database, expected, rng):
    company = board.company()
    wrong = [offer(**{name: value}) for name, value in SENSELESS]
    wrong += [{key: value for key, value in offer().items() if key != name} for name in offer() if name != "remote"]
    wrong += [offer(salary_min=7, salary_max=6), offer(title="Nurse \0"), [offer()]]
    for body in rng.sample(wrong, len(wrong)):
        with api.in_passing():
            expected(company.post("/jobs", body), 422, "A job with a missing or senseless value")
    assert database.rows("jobs") == []


@pytest.mark.criterion("job-checked")
def test_a_job_at_its_bounds_is_taken(board, offer):
    company = board.company()
    low, high = {"salary_min": 0, "salary_max": 0}, {"salary_min": 10_000_000, "salary_max": 10_000_000}
    assert company.post("/jobs", offer(title="x" * 120, place="x" * 80, **low)).status_code == 201
    assert company.post("/jobs", offer(title="x", description="x" * 10_000, **high)).status_code == 201


@pytest.mark.criterion("job-edited")
def test_a_company_changes_parts_of_its_job(board, offer, rng):
    company = board.company()
    job = lasting(board.job(company, **offer(remote=True, kind=KINDS[0])))
    new = offer(title="Pilot", description="A balloon.", place="Faro", remote=False, kind=KINDS[1])
    new |= {"salary_min": job["salary_min"] - 1, "salary_max": job["salary_max"] + 1}
    for name in rng.sample(list(new), len(new)):
        answer = company.patch(f"/jobs/{job['id']}", {name: new[name]})
        job |= {name: new[name], "version": job["version"] + 1}
        assert answer.status_code == 200
        assert lasting(answer.json()) == job
    assert company.patch(f"/jobs/{job['id']}", {}).status_code == 200
    assert lasting(company.get(f"/jobs/{job['id']}").json()) == job


@pytest.mark.criterion("job-edited")
def test_a_change_without_sense_changes_nothing(board, api, offer, expected, rng):
    company = board.company()
    job = board.job(company, **offer())
    wrong = [{name: value} for name, value in SENSELESS]
    wrong += [{"salary_min": job["salary_max"] + 1}, {"salary_max": job["salary_min"] - 1}]
    for body in rng.sample(wrong, len(wrong)):
        with api.in_passing():
            expected(company.patch(f"/jobs/{job['id']}", body), 422, f"A PATCH of a job with {body!s:.60}")
    assert lasting(company.get(f"/jobs/{job['id']}").json()) == lasting(job)


@pytest.mark.criterion("edit-reviewed")
def test_a_changed_job_is_looked_at_again(board, hidden):
    company, admin = board.company(), board.admin()
    job = board.approve(admin, board.job(company))
    assert company.patch(f"/jobs/{job['id']}", {}).json()["status"] == "approved"
    answer = company.patch(f"/jobs/{job['id']}", {"title": "Send me your money"})
    assert (answer.status_code, answer.json()["status"]) == (200, "pending")
    hidden(None, "GET", "/jobs/{}", job["id"])
    assert board.found() == []
    assert [one["id"] for one in admin.get("/admin/jobs").json()["items"]] == [job["id"]]


@pytest.mark.criterion("edit-reviewed")
def test_a_rejected_job_gets_a_new_chance(board, expected):
    company, admin = board.company(), board.admin()
    job = board.job(company)
    rejected = admin.post(f"/admin/jobs/{job['id']}/reject", {"version": 1, "reason": "Which trees?"})
    expected(rejected, 200, "Rejecting a pending job")
    job = company.patch(f"/jobs/{job['id']}", {"description": "You plant oaks."}).json()
    assert (job["status"], job["rejection_reason"], job["version"]) == ("pending", None, 2)
    assert board.approve(admin, job)["status"] == "approved"


@pytest.mark.criterion("job-closed")
def test_a_job_is_closed_for_ever(board, hidden):
    company, admin = board.company(), board.admin()
    job = board.approve(admin, board.job(company))
    answer = company.post(f"/jobs/{job['id']}/close")
    assert (answer.status_code, answer.json()["status"]) == (200, "closed")
    hidden(None, "GET", "/jobs/{}", job["id"])
    assert board.found() == []
    assert company.patch(f"/jobs/{job['id']}", {"title": "Open again"}).status_code == 409
    assert company.post(f"/jobs/{job['id']}/close").status_code == 409
    for person in (company, admin):
        assert lasting(person.get(f"/jobs/{job['id']}").json()) == lasting(answer.json())


@pytest.mark.criterion("job-closed")
def test_a_job_that_waits_or_was_rejected_can_be_closed(board):
    company, admin = board.company(), board.admin()
    jobs = [board.job(company), board.job(company)]
    admin.post(f"/admin/jobs/{jobs[1]['id']}/reject", {"version": 1, "reason": "No."})
    closed = [company.post(f"/jobs/{job['id']}/close").json() for job in jobs]
    assert [(job["status"], job["rejection_reason"]) for job in closed] == [("closed", None)] * 2


@pytest.mark.criterion("own-jobs-listed")
def test_a_company_lists_its_own_jobs(board, api):
    company, other, admin = board.company(), board.company(), board.admin()
    jobs = [board.job(company), board.job(other), board.job(company), board.job(company), board.job(company)]
    board.approve(admin, jobs[2])
    company.post(f"/jobs/{jobs[3]['id']}/close")
    admin.post(f"/admin/jobs/{jobs[4]['id']}/reject", {"version": 1, "reason": "No."})
    page = company.get("/me/jobs").json()
    mine = [jobs[4], jobs[3], jobs[2], jobs[0]]
    if [one["id"] for one in page["items"]] != [one["id"] for one in mine]:
        raise Mismatch(
            "GET /api/v1/me/jobs does not show a company its own jobs, the newest first.",
            expected=f"the jobs {[one['id'] for one in mine]}",
            actual=f"the jobs {[one['id'] for one in page['items']]}",
        )
    assert [one["status"] for one in page["items"]] == ["rejected", "closed", "approved", "pending"]
    assert page["next_cursor"] is None
    assert [person.get("/me/jobs").status_code for person in (board.seeker(), admin)] == [403, 403]
    assert api.get("/api/v1/me/jobs").status_code == 401


def lasting(job):
    """A job without its moment, which may be told with any offset."""
    return {name: value for name, value in job.items() if name != "created_at"}
