"""Checks of applications: sending, listing, withdrawing, deciding."""

import itertools

import pytest

MOVES = {"withdraw": "withdrawn", "accept": "accepted", "decline": "declined"}


@pytest.fixture
def case(board):
    """A company with an open job, and a job-seeker."""
    company, seeker = board.company(), board.seeker()
    (number,) = board.open_jobs(company, {})
    return company, seeker, {"id": number}


@pytest.mark.criterion("applied")
def test_a_job_seeker_applies(case, board, api):
    _, seeker, job = case
    sent = board.applied(seeker, job, "  I like trees.\nAll of them.\n")
    about = {name: seeker.user[name] for name in ("id", "name", "email")}
    wanted = {"job_id": job["id"], "user_id": seeker.id, "message": "I like trees.\nAll of them.", "status": "sent"}
    assert {name: sent.get(name) for name in wanted} == wanted
    assert {name: sent["applicant"].get(name) for name in about} == about
    assert api.post(f"/api/v1/jobs/{job['id']}/applications", json={"message": "Hello"}).status_code == 401


@pytest.mark.criterion("applications-seen")
def test_both_sides_list_what_is_theirs(case, board):
    company, seeker, job = case
    other = board.seeker()
    second, third = ({"id": number} for number in board.open_jobs(company, {}, {}))
    sent = [board.applied(other, job), board.applied(seeker, second), board.applied(seeker, job)]
    assert ids(seeker.get("/me/applications")) == [sent[2]["id"], sent[1]["id"]]
    assert ids(company.get(f"/jobs/{job['id']}/applications")) == [sent[0]["id"], sent[2]["id"]]
    assert ids(company.get(f"/jobs/{third['id']}/applications")) == []
    people = [one["applicant"] for one in company.get(f"/jobs/{job['id']}/applications").json()["items"]]
    assert [(one["name"], one["email"]) for one in people] == [
        (person.user["name"], person.email) for person in (other, seeker)
    ]


@pytest.mark.criterion("applications-seen")
def test_lists_and_applications_are_for_those_who_have_some(case, board, api):
    company, seeker, job = case
    number = board.applied(seeker, job)["id"]
    assert [person.get(f"/applications/{number}").json()["message"] for person in (seeker, company)] == [
        "I like trees."
    ] * 2
    assert [person.get("/me/applications").status_code for person in (company, board.admin())] == [403, 403]
    for path in ("/me/applications", f"/jobs/{job['id']}/applications", f"/applications/{number}"):
        assert api.get(f"/api/v1{path}").status_code == 401
    assert seeker.get(f"/jobs/{job['id']}/applications").status_code == 403


@pytest.mark.criterion("application-checked")
def test_a_message_without_sense_is_refused(case, api, database, expected, rng):
    _, seeker, job = case
    wrong = [{}, [], *({"message": value} for value in ("", " \n\t", "x" * 5001, None, ["Hello"], {}, "a\0b"))]
    for body in rng.sample(wrong, len(wrong)):
        with api.in_passing():
            expected(seeker.post(f"/jobs/{job['id']}/applications", body), 422, f"The application {body!s:.40}")
    assert database.rows("applications") == []
    assert seeker.post(f"/jobs/{job['id']}/applications", {"message": f" {'x' * 5000}\n"}).status_code == 201


@pytest.mark.criterion("role-not-assigned")
def test_an_application_has_a_message_and_nothing_else(case, board, api, database, expected, rng):
    company, seeker, job = case
    fields = [("status", "accepted"), ("user_id", board.seeker().id), ("job_id", job["id"]), ("id", 7)]
    fields += [("applicant", seeker.user), ("created_at", "2031-05-01T10:00:00Z"), ("company_id", company.id)]
    for name, value in rng.sample(fields, len(fields)):
        with api.in_passing():
            answer = seeker.post(f"/jobs/{job['id']}/applications", {"message": "Hello", name: value})
            expected(answer, 422, f"An application with {name} in it")
    assert database.rows("applications") == []


@pytest.mark.criterion("application-roles")
def test_only_job_seekers_apply(case, board, database):
    company, _, job = case
    for person in (company, board.company(), board.admin()):
        assert person.post(f"/jobs/{job['id']}/applications", {"message": "Hello"}).status_code == 403
    assert database.rows("applications") == []


@pytest.mark.criterion("application-once")
def test_nobody_applies_twice(case, board, database):
    _, seeker, job = case
    path = f"/jobs/{job['id']}/applications"
    first = board.applied(seeker, job)
    assert seeker.post(path, {"message": "Again"}).status_code == 409
    assert seeker.post(f"/applications/{first['id']}/withdraw").status_code == 200
    assert seeker.post(path, {"message": "I would, after all"}).status_code == 409
    assert [(row["id"], row["status"]) for row in database.rows("applications")] == [(first["id"], "withdrawn")]
    board.applied(board.seeker(), job)


@pytest.mark.criterion("application-hidden-job")
@pytest.mark.parametrize("status", ["pending", "rejected", "closed"])
def test_nobody_applies_for_what_they_cannot_see(board, hidden, database, status):
    company, seeker = board.company(), board.seeker()
    job = board.job(company)
    if status == "closed":
        company.post(f"/jobs/{job['id']}/close")
    if status == "rejected":
        board.admin().post(f"/admin/jobs/{job['id']}/reject", {"version": 1, "reason": "No."})
    assert company.get(f"/jobs/{job['id']}").json()["status"] == status
    hidden(seeker, "POST", "/jobs/{}/applications", job["id"], json={"message": "Hello"})
    assert database.rows("applications") == []


@pytest.mark.criterion("application-withdrawn")
def test_a_job_seeker_withdraws(case, board):
    company, seeker, job = case
    sent = board.applied(seeker, job)
    assert seeker.get(f"/applications/{sent['id']}").json()["status"] == "sent"
    answer = seeker.post(f"/applications/{sent['id']}/withdraw")
    assert (answer.status_code, lasting(answer.json())) == (200, {**lasting(sent), "status": "withdrawn"})
    for person in (seeker, company):
        assert person.get(f"/applications/{sent['id']}").json()["status"] == "withdrawn"
    assert seeker.get("/me/applications").json()["items"][0]["status"] == "withdrawn"


@pytest.mark.criterion("application-decided")
@pytest.mark.parametrize("action", ["accept", "decline"])
def test_a_company_decides(case, board, action):
    company, seeker, job = case
    other, sent = board.applied(board.seeker(), job), board.applied(seeker, job)
    answer = company.post(f"/applications/{sent['id']}/{action}")
    assert (answer.status_code, lasting(answer.json())) == (200, {**lasting(sent), "status": MOVES[action]})
    assert seeker.get(f"/applications/{sent['id']}").json()["status"] == MOVES[action]
    assert seeker.get("/me/applications").json()["items"][0]["status"] == MOVES[action]
    assert company.get(f"/applications/{other['id']}").json()["status"] == "sent"


@pytest.mark.criterion("application-decided")
def test_what_was_sent_for_a_closed_job_can_be_decided(case, board):
    company, seeker, job = case
    sent = board.applied(seeker, job)
    assert company.post(f"/jobs/{job['id']}/close").status_code == 200
    assert seeker.get("/me/applications").json()["items"][0]["status"] == "sent"
    assert company.post(f"/applications/{sent['id']}/accept").json()["status"] == "accepted"


@pytest.mark.criterion("application-moves")
def test_what_is_done_stays_so(case, board, database):
    company, _, job = case
    for first, second in itertools.product(MOVES, repeat=2):
        seeker = board.seeker()
        number = board.applied(seeker, job)["id"]
        by = {"withdraw": seeker, "accept": company, "decline": company}
        assert by[first].post(f"/applications/{number}/{first}").status_code == 200
        assert by[second].post(f"/applications/{number}/{second}").status_code == 409
        rows = database.query("SELECT status FROM applications WHERE id = %s", number)
        assert rows == [{"status": MOVES[first]}]


def ids(page):
    return [one["id"] for one in page.json()["items"]]


def lasting(application):
    """An application without its moment, which may be told with any offset."""
    return {name: value for name, value in application.items() if name != "created_at"}
