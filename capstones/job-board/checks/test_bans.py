"""Checks of bans: who is locked out, what vanishes with them, and who is found in the list of users."""

import pytest


@pytest.fixture
def prepared(migrated):
    """Nobody has signed up yet."""


@pytest.fixture
def admin(board):
    return board.admin()


@pytest.mark.criterion("user-banned")
def test_a_banned_user_is_locked_out_at_once(board, admin, expected):
    person = board.person(board.rng.choice(["seeker", "company"]))
    tokens = board.log_in(person).json()
    answer = admin.post(f"/admin/users/{person.id}/ban")
    expected(answer, 200, "A ban")
    assert (answer.json()["id"], answer.json()["is_banned"]) == (person.id, True)
    assert person.get("/me").status_code == person.get("/jobs").status_code == 401
    assert spent(board, tokens).status_code == 401
    assert (board.log_in(person).status_code, board.log_in(person, "a wrong password").status_code) == (403, 401)
    assert admin.post(f"/admin/users/{person.id}/ban").status_code == 200


@pytest.mark.criterion("user-banned")
def test_a_lifted_ban_lets_the_user_in_again(board, admin):
    person = board.seeker()
    tokens = board.log_in(person).json()
    assert admin.post(f"/admin/users/{person.id}/ban").status_code == 200
    for _ in range(2):
        answer = admin.post(f"/admin/users/{person.id}/unban")
        assert (answer.status_code, answer.json()["is_banned"]) == (200, False)
    assert person.get("/me").status_code == 200
    assert spent(board, tokens).status_code == 401
    again = board.log_in(person)
    assert again.status_code == spent(board, again.json()).status_code == 200


@pytest.mark.criterion("company-banned")
def test_the_jobs_of_a_banned_company_vanish(board, admin, hidden, database):
    company, other, seeker = board.company(), board.company(), board.seeker()
    (number,) = board.open_jobs(company, {"title": "Nurse"})
    board.open_jobs(other, {"title": "Pilot"})
    assert admin.post(f"/admin/users/{company.id}/ban").status_code == 200
    for person in (None, seeker, other):
        hidden(person, "GET", "/jobs/{}", number)
    hidden(seeker, "POST", "/jobs/{}/applications", number, json={"message": "Hello"})
    assert board.found() == ["Pilot"]
    assert board.found(q="nurse") == []
    assert admin.get(f"/jobs/{number}").json()["status"] == "approved"
    assert database.query("SELECT status FROM jobs WHERE id = %s", number) == [{"status": "approved"}]


@pytest.mark.criterion("company-banned")
def test_the_jobs_come_back_when_the_ban_is_lifted(board, admin, api):
    company = board.company()
    (number,) = board.open_jobs(company, {"title": "Nurse"})
    assert admin.post(f"/admin/users/{company.id}/ban").status_code == 200
    assert admin.post(f"/admin/users/{company.id}/unban").status_code == 200
    assert api.get(f"/api/v1/jobs/{number}").status_code == 200
    assert board.found() == ["Nurse"]


@pytest.mark.criterion("admin-safe")
def test_no_admin_is_banned(board, admin):
    other = board.admin()
    for person in (admin, other):
        assert admin.post(f"/admin/users/{person.id}/ban").status_code == 409
    assert admin.get("/me").status_code == other.get("/me").status_code == 200
    assert admin.post("/admin/users/2000000000/ban").status_code == 404
    assert admin.post("/admin/users/2000000000/unban").status_code == 404


@pytest.mark.criterion("users-listed")
def test_users_are_found_by_role_and_by_address(board, admin):
    company, seeker, other = board.company(), board.seeker(), board.company()
    assert admin.post(f"/admin/users/{other.id}/ban").status_code == 200

    def found(**params):
        return [user["id"] for user in admin.get("/admin/users", **params).json()["items"]]

    assert found() == [admin.id, company.id, seeker.id, other.id]
    assert found(role="company") == [company.id, other.id]
    assert (found(role="seeker"), found(role="admin")) == ([seeker.id], [admin.id])
    assert found(email=seeker.email) == found(email=seeker.email.upper()) == [seeker.id]
    assert found(email=seeker.email[:-1]) == found(email=seeker.email.replace(".", "_", 1)) == []
    assert found(email=seeker.email, role="company") == found(email="%@example.com") == []
    shown = {user["id"]: user for user in admin.get("/admin/users").json()["items"]}
    assert [shown[person.id]["is_banned"] for person in (company, seeker, other)] == [False, False, True]
    assert all(shown[seeker.id][name] == seeker.user[name] for name in ("name", "email", "role"))


def spent(board, tokens):
    return board.api.post("/api/v1/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
