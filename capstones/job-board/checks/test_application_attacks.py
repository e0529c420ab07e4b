"""Checks of attacks on applications: those of others, two at once, and what the database itself refuses."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.database import Refused

JOB = {
    "title": "'Nurse'",
    "description": "'Work'",
    "place": "'Porto'",
    "remote": "false",
    "kind": "'contract'",
    "salary_min": "5",
    "salary_max": "6",
}


@pytest.mark.criterion("applied-at-once")
def test_of_several_at_once_one_is_kept(board, api, database):
    company, seeker = board.company(), board.seeker()
    headers = {"Authorization": f"Bearer {seeker.token}"}
    for number in board.open_jobs(company, {}, {}):
        body = {"json": {"message": "Me first"}, "headers": headers}
        asked = [("POST", f"/api/v1/jobs/{number}/applications", body)] * 5
        answers = api.concurrently(*asked, held=database.held("LOCK TABLE applications IN SHARE MODE"))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]
        assert len(database.query("SELECT id FROM applications WHERE job_id = %s", number)) == 1


@pytest.mark.criterion("moved-at-once")
def test_of_a_withdrawal_and_a_decision_one_holds(board, api, database, rng):
    company = board.company()
    (job,) = board.open_jobs(company, {})
    for _ in range(2):
        seeker, decision = board.seeker(), rng.choice(["accept", "decline"])
        number = board.applied(seeker, {"id": job})["id"]
        asked = [
            ("POST", f"/api/v1/applications/{number}/{move}", {"headers": {"Authorization": f"Bearer {who.token}"}})
            for who, move in rng.sample([(seeker, "withdraw"), (company, decision)] * 2, 4)
        ]
        lock = f"SELECT 1 FROM applications WHERE id = {number} FOR UPDATE"
        answers = api.concurrently(*asked, held=database.held(lock))
        status = database.query("SELECT status FROM applications WHERE user_id = %s", seeker.id)[0]["status"]
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
        assert [answer.json()["status"] for answer in answers if answer.status_code == 200] == [status]


@pytest.mark.criterion("application-foreign")
def test_the_application_of_somebody_else_is_like_none(board, hidden, database):
    company, seeker, other_company, other_seeker = board.company(), board.seeker(), board.company(), board.seeker()
    (job,), (other_job,) = board.open_jobs(company, {}), board.open_jobs(other_company, {})
    number = board.applied(seeker, {"id": job})["id"]
    board.applied(other_seeker, {"id": job})
    board.applied(seeker, {"id": other_job})
    before = database.rows("applications")
    for person, moves in ((other_seeker, ["withdraw"]), (other_company, ["accept", "decline"])):
        hidden(person, "GET", "/applications/{}", number)
        for move in moves:
            hidden(person, "POST", f"/applications/{{}}/{move}", number)
    assert database.rows("applications") == before


@pytest.mark.criterion("application-foreign")
def test_each_move_has_its_role(board, api, database):
    company, seeker, admin = board.company(), board.seeker(), board.admin()
    (job,) = board.open_jobs(company, {})
    path = f"/applications/{board.applied(seeker, {'id': job})['id']}"
    before = database.rows("applications")
    assert [seeker.post(f"{path}/{move}").status_code for move in ("accept", "decline")] == [403, 403]
    assert company.post(f"{path}/withdraw").status_code == 403
    assert admin.get(path).status_code == 403
    for move in ("withdraw", "accept", "decline"):
        assert admin.post(f"{path}/{move}").status_code == 403
        assert api.post(f"/api/v1{path}/{move}").status_code == 401
    assert database.rows("applications") == before


@pytest.mark.criterion("database-rules")
def test_the_database_takes_jobs_that_make_sense_only(board, database):
    company = board.company()
    insert(database, company_id=str(company.id))
    insert(database, company_id=str(company.id), salary_min="6")
    wrong = [{"salary_min": "7"}, {"status": "'open'"}, {"kind": "'fulltime'"}, {"company_id": "2000000000"}]
    for given in [*wrong, {"company_id": "NULL"}]:
        must_be_refused(lambda given=given: insert(database, **{"company_id": str(company.id), **given}), given)
    assert [row["status"] for row in database.rows("jobs")] == ["pending", "pending"]


@pytest.mark.criterion("database-rules")
def test_the_database_takes_applications_and_roles_that_make_sense_only(board, database):
    company, seeker, other = board.company(), board.seeker(), board.seeker()
    (job,) = board.open_jobs(company, {})
    apply = "INSERT INTO applications (job_id, user_id, message) VALUES (%s, %s, 'Hello')"
    database.execute(apply, job, seeker.id)
    for pair in ((job, seeker.id), (2_000_000_000, other.id), (job, 2_000_000_000)):
        must_be_refused(lambda pair=pair: database.execute(apply, *pair), pair)
    for change in ("UPDATE applications SET status = 'lost'", f"UPDATE users SET role = 'king' WHERE id = {other.id}"):
        must_be_refused(lambda change=change: database.execute(change), change)
    assert [row["status"] for row in database.rows("applications")] == ["sent"]


def insert(database, **given):
    values = {**JOB, **given}
    database.execute(f"INSERT INTO jobs ({', '.join(values)}) VALUES ({', '.join(values.values())})")


def must_be_refused(attempt, given):
    try:
        attempt()
    except Refused:
        return
    raise Mismatch(
        "The database keeps what the brief does not allow.",
        expected="an error of the database",
        actual=f"a row with {given}",
        help="Constraints belong into the model and the migration: CHECK, UNIQUE, FOREIGN KEY, NOT NULL.",
    )
