"""Checks of sign-up, of what is kept of a user, and of how admins come to be."""

import base64
import hashlib
import json
from datetime import datetime

import pytest

from grader.toolbox import Mismatch

SIGN_UP, LOG_IN = "/api/v1/auth/sign-up", "/api/v1/auth/log-in"
FOUR_BYTES = "😀😁😂😃😄😅😆😇"


@pytest.fixture
def prepared(migrated):
    """Nobody has signed up yet."""


@pytest.fixture
def newcomer(rng):
    """The body of a good sign-up."""
    return {
        "email": f"amina.{rng.randint(100, 999)}@example.com",
        "password": f"a long password {rng.randint(100, 999)}",
        "name": f"Amina {rng.randint(100, 999)}",
        "role": rng.choice(["seeker", "company"]),
    }


@pytest.fixture
def log_in(api):
    """The status of a log-in."""
    return lambda email, password: api.post(LOG_IN, json={"email": email, "password": password}).status_code


@pytest.mark.criterion("signed-up")
def test_both_roles_sign_up(board, database, expected):
    for role in ("seeker", "company"):
        body, answer = board.sign_up(role)
        expected(answer, 201, f"POST {SIGN_UP}")
        user, row = answer.json(), database.rows("users", "id")[-1]
        wanted = {"id": row["id"], "email": body["email"], "name": body["name"], "role": role}
        assert {name: user.get(name) for name in wanted} == wanted
        assert {name: row[name] for name in wanted} == wanted
        assert datetime.fromisoformat(user["created_at"]) == row["created_at"]


@pytest.mark.criterion("signed-up")
def test_the_answer_has_no_password_in_it(board, database):
    body, answer = board.sign_up("seeker")
    kept = [value for row in database.rows("users") for value in row.values()]
    secrets = [body["password"], *(value for value in kept if isinstance(value, str) and value.startswith("$"))]
    assert [secret for secret in secrets if secret in answer.text] == []


@pytest.mark.criterion("sign-up-checked")
def test_each_bad_field_is_refused(api, newcomer, database, rng):
    bad = [
        *(("email", value) for value in ("", "nobody", "amina@", "@example.com", "a b@example.com", "a@b@c.example")),
        *(("password", value) for value in ("", "x" * 7, FOUR_BYTES[:7], "x" * 129, "x" * 5000)),
        *(("name", value) for value in ("", " \t\n ", "x" * 101, "a\0b")),
        *(("role", value) for value in ("", "admin", "boss", "Company")),
        *((name, value) for name in newcomer for value in (None, ["seeker"], {})),
    ]
    for name, value in rng.sample(bad, len(bad)):
        answer = api.post(SIGN_UP, json={**newcomer, name: value})
        assert answer.status_code == 422
        assert all({"loc", "msg"} <= set(place) for place in answer.json()["detail"])
    assert database.rows("users") == []


@pytest.mark.criterion("sign-up-checked")
def test_a_missing_field_is_refused(api, newcomer, database):
    for name in newcomer:
        body = {key: value for key, value in newcomer.items() if key != name}
        assert api.post(SIGN_UP, json=body).status_code == 422
    assert database.rows("users") == []


@pytest.mark.criterion("sign-up-checked")
def test_a_name_is_measured_and_kept_without_the_white_space_around_it(api, newcomer, rng):
    for name in ("x", "é" * 100, f"{rng.choice('abc')} & Söhne"):
        body = {**newcomer, "email": f"{len(name)}@example.com", "name": f"  {name}\n"}
        answer = api.post(SIGN_UP, json=body)
        assert answer.status_code == 201
        assert answer.json()["name"] == name


@pytest.mark.criterion("sign-up-checked")
def test_a_password_is_measured_in_characters_and_kept_whole(api, newcomer, log_in, rng):
    longest = "".join(rng.choices(FOUR_BYTES, k=127))
    for number, password in enumerate([rng.choice(FOUR_BYTES) * 8, f"{longest}a"]):
        email = f"{number}@example.com"
        assert api.post(SIGN_UP, json={**newcomer, "email": email, "password": password}).status_code == 201
        assert log_in(email, password) == 200
    assert log_in("1@example.com", f"{longest}b") == 401


@pytest.mark.criterion("sign-up-checked")
def test_white_space_belongs_to_a_password(api, newcomer, log_in):
    password = f" {newcomer['password']} "
    assert api.post(SIGN_UP, json={**newcomer, "password": password}).status_code == 201
    assert [log_in(newcomer["email"], one) for one in (password, password.strip())] == [200, 401]


@pytest.mark.criterion("email-once")
def test_an_address_is_taken_in_capitals_too(api, newcomer, log_in, database, rng):
    email = newcomer["email"]
    first = api.post(SIGN_UP, json={**newcomer, "email": _mixed(email, rng)})
    assert (first.status_code, first.json()["email"]) == (201, email)
    for again in (email, email.upper(), _mixed(email, rng)):
        assert api.post(SIGN_UP, json={**newcomer, "email": again, "name": "Thief"}).status_code == 409
    assert [(row["email"], row["name"]) for row in database.rows("users")] == [(email, newcomer["name"])]
    assert log_in(_mixed(email, rng), newcomer["password"]) == 200


@pytest.mark.criterion("email-once")
def test_of_several_sign_ups_at_once_one_is_kept(api, newcomer, database):
    emails = ["both@example.com", "Both@example.com", "BOTH@example.com"]
    asked = [("POST", SIGN_UP, {"json": {**newcomer, "email": one}}) for one in emails]
    answers = api.concurrently(*asked, held=database.held("LOCK TABLE users IN SHARE MODE"))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert [row["email"] for row in database.rows("users")] == ["both@example.com"]


@pytest.mark.criterion("passwords-hashed")
def test_only_hashes_of_passwords_are_kept(api, newcomer, log_in, database):
    for email in ("amina@example.com", "boris@example.com"):
        assert api.post(SIGN_UP, json={**newcomer, "email": email}).status_code == 201
    assert log_in("amina@example.com", newcomer["password"]) == 200
    kept = [_text(value) for table in database.tables() for row in database.rows(table) for value in row.values()]
    hashes = [text for text in kept if text.startswith(("$argon2", "$2"))]
    if len(set(hashes)) != 2:
        raise Mismatch(
            "Two users with the same password have signed up.",
            expected="an argon2 or bcrypt hash for each of them, and the two differ",
            actual=hashes or "no text in the database begins with $argon2 or $2",
        )
    forms = _forms(newcomer["password"].encode())
    assert [text for text in kept if any(form in text for form in forms)] == []


@pytest.mark.criterion("profile-changed")
def test_a_name_is_changed_for_good(board, database):
    person, other = board.seeker(), board.company()
    answer = person.patch("/me", {"name": "  Somebody Else "})
    assert (answer.status_code, answer.json()) == (200, {**person.user, "name": "Somebody Else"})
    assert person.get("/me").json() == answer.json()
    assert [row["name"] for row in database.rows("users", "id")] == ["Somebody Else", other.user["name"]]


@pytest.mark.criterion("profile-changed")
def test_a_name_that_is_none_changes_nothing(board, database):
    person = board.seeker()
    before = database.rows("users")
    for name in ("", "  ", "x" * 101, "a\0b", None, ["x"]):
        assert person.patch("/me", {"name": name}).status_code == 422
    assert database.rows("users") == before


@pytest.mark.criterion("profile-changed")
def test_nothing_else_is_changed_by_it(board, database, rng):
    person, other = board.person(rng.choice(["seeker", "company"])), board.seeker()
    before = database.rows("users", "id")
    fields = {"email": "new@example.com", "password": "another password", "id": other.id, "created_at": "2031-05-01"}
    for name, value in fields.items():
        person.patch("/me", {"name": person.user["name"], name: value})
    assert database.rows("users", "id") == before


@pytest.mark.criterion("role-not-assigned")
def test_nobody_becomes_an_admin_by_a_change_of_the_profile(board, database, rng):
    person = board.person(rng.choice(["seeker", "company"]))
    before = database.rows("users")
    for field in ({"role": "admin"}, {"role": "company"}, {"is_admin": True}, {"is_banned": False}, {"Role": "admin"}):
        assert person.patch("/me", {"name": "Thief", **field}).status_code == 422
        assert person.patch("/me", field).status_code == 422
    assert database.rows("users") == before


@pytest.mark.criterion("role-not-assigned")
def test_nobody_signs_up_as_an_admin(api, newcomer, database):
    for more in ({"role": "admin"}, {"role": "ADMIN"}, {"role": ["admin"]}, {"is_admin": True}, {"is_banned": False}):
        assert api.post(SIGN_UP, json={**newcomer, **more}).status_code == 422
    for more in ({"id": 1}, {"password_hash": "x"}, {"created_at": "2031-05-01T08:30:00Z"}):
        assert api.post(SIGN_UP, json={**newcomer, **more}).status_code == 422
    assert database.rows("users") == []


@pytest.mark.criterion("role-not-assigned")
def test_no_body_has_a_field_that_is_not_asked_for(board, api, database):
    person = board.seeker()
    before = database.rows("users")
    proof = {"email": person.email, "password": person.password}
    token = board.log_in(person).json()["refresh_token"]
    for more in ({"role": "admin"}, {"id": person.id}, {"name": "Thief"}):
        assert api.post(LOG_IN, json={**proof, **more}).status_code == 422
    for field in ({"email": "new@example.com"}, {"password": "another password"}, {"id": person.id + 1}):
        assert person.patch("/me", {"name": "Thief", **field}).status_code == 422
    for path in ("refresh", "log-out"):  # 404: it need not be written yet
        body = {"refresh_token": token, "role": "admin"}
        assert api.post(f"/api/v1/auth/{path}", json=body).status_code in (404, 422)
    assert database.rows("users") == before


@pytest.mark.criterion("role-not-assigned")
def test_a_role_that_is_said_twice_makes_no_admin(api, newcomer, database):
    for roles in ('"role": "seeker", "role": "admin"', '"role": "admin", "role": "seeker"'):
        body = json.dumps(newcomer).replace(f'"role": "{newcomer["role"]}"', roles)
        answer = api.post(SIGN_UP, content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (201, 409, 422)
    assert "admin" not in [row["role"] for row in database.rows("users")]


@pytest.mark.criterion("admin-made")
def test_the_command_makes_a_user_an_admin(board, subject, database):
    people = [board.seeker(), board.company(), board.seeker()]
    chosen = board.rng.choice(people)
    finished = subject.program("python", "-m", "app.admin", chosen.email)
    assert finished.exit_code == 0
    roles = {person.id: person.user["role"] for person in people} | {chosen.id: "admin"}
    assert {row["id"]: row["role"] for row in database.rows("users")} == roles


@pytest.mark.criterion("admin-made")
def test_an_unknown_address_is_an_error_of_the_command(board, subject, database):
    person = board.seeker()
    before = database.rows("users")
    finished = subject.program("python", "-m", "app.admin", f"x{person.email}")
    assert finished.exit_code == 1
    assert finished.stderr.strip() != ""
    assert database.rows("users") == before


def _mixed(email, rng):
    """The address with at least one capital letter."""
    return "A" + "".join(rng.choice([letter, letter.upper()]) for letter in email[1:])


def _text(value):
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def _forms(password):
    digests = [hashlib.new(name, password).hexdigest() for name in ("md5", "sha1", "sha256", "sha512")]
    return [password.decode(), password.hex(), base64.b64encode(password).decode(), *digests]
