"""Checks of log-in: what it answers, what it does not tell, and how often one may try."""

import re
import time

import pytest

from grader.toolbox import Mismatch

LOG_IN = "/api/v1/auth/log-in"
PROTECTED = [
    *("GET /me", "PATCH /me", "GET /me/jobs", "GET /me/applications"),
    *("POST /jobs", "PATCH /jobs/1", "POST /jobs/1/close", "POST /jobs/1/applications", "GET /jobs/1/applications"),
    *("GET /applications/1", *(f"POST /applications/1/{move}" for move in ("withdraw", "accept", "decline"))),
]
_NAME = re.compile(r"\{[^}]*\}")


@pytest.fixture
def attempt(api, rng):
    """One log-in; with a wrong password, if no other is given."""

    def attempt(email, password=""):
        return api.post(LOG_IN, json={"email": email, "password": password or f"wrong password {rng.random()}"})

    return attempt


@pytest.fixture
def stranger(rng):
    """An address that nobody has."""
    return lambda: f"nobody.{rng.getrandbits(60)}@example.com"


@pytest.mark.criterion("logged-in")
def test_a_log_in_is_answered_with_two_tokens(board, api, expected):
    person = board.person(board.rng.choice(["seeker", "company"]))
    answer = board.log_in(person)
    expected(answer, 200, f"POST {LOG_IN}")
    tokens = answer.json()
    assert tokens["token_type"] == "bearer"
    assert tokens["access_token"] != tokens["refresh_token"]
    me = api.get("/api/v1/me", headers={"Authorization": f"Bearer {tokens['access_token']}"})
    assert (me.status_code, me.json()) == (200, person.user)


@pytest.mark.criterion("logged-in")
def test_each_token_says_who_one_is(board, api):
    people = [board.seeker(), board.company(), board.seeker()]
    for person in board.rng.sample(people, 3):
        token = board.log_in(person).json()["access_token"]
        assert api.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).json() == person.user


@pytest.mark.criterion("strangers-refused")
def test_without_a_token_there_is_no_way_in(api, board):
    board.seeker()
    _unknown(api.get("/api/v1/me"))
    for text in ("nonsense", "a.b.c", "..", "null", "{}", "x" * 3000):
        _unknown(api.get("/api/v1/me", headers={"Authorization": f"Bearer {text}"}))
    for text in ("Bearer", "Basic YW1pbmE6eA==", "nonsense"):
        _unknown(api.get("/api/v1/me", headers={"Authorization": text}))


@pytest.mark.criterion("strangers-refused")
def test_every_route_that_needs_a_user_says_so_first(api):
    described = api.get("/openapi.json").json().get("paths", {})
    there = {f"{method.upper()} {_NAME.sub('1', path)}" for path in described for method in described[path]}
    for method, path in (one.split() for one in PROTECTED):
        if f"{method} /api/v1{path}" in there or not described:  # it need not be written yet
            _unknown(api.request(method, f"/api/v1{path}"))


@pytest.mark.criterion("log-in-refused")
def test_an_unknown_address_and_a_wrong_password_look_alike(board, attempt, stranger):
    person = board.seeker()
    wrong, unknown = attempt(person.email), attempt(stranger())
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.content == unknown.content
    assert _without_date(wrong) == _without_date(unknown)


@pytest.mark.criterion("log-in-refused")
def test_a_body_that_makes_no_sense_is_422(board, api):
    person = board.seeker()
    good = {"email": person.email, "password": person.password}
    for body in ({}, {"email": person.email}, {"password": person.password}):
        assert api.post(LOG_IN, json=body).status_code == 422
    for name in good:
        for value in (None, [good[name]], {"$ne": ""}):
            assert api.post(LOG_IN, json={**good, name: value}).status_code == 422


@pytest.mark.criterion("log-in-refused")
def test_only_the_password_itself_opens(board, attempt):
    person = board.seeker()
    for password in (person.password[:-1], f"{person.password}x", person.password.upper(), "' OR '1'='1"):
        assert attempt(person.email, password).status_code == 401
    assert attempt(person.email, person.password).status_code == 200


@pytest.mark.criterion("log-in-time")
def test_the_time_of_a_log_in_tells_nothing(board, attempt, stranger):
    ratios = []
    for _ in range(3):
        person, seconds = board.seeker(), {"wrong": [], "unknown": []}
        for kind in ["wrong", "unknown", "unknown", "unknown"] * 5:  # a busy machine is late, but not each time
            email = person.email if kind == "wrong" else stranger()
            begun = time.perf_counter()
            attempt(email)
            seconds[kind].append(time.perf_counter() - begun)
        ratios.append(min(seconds["unknown"]) / min(seconds["wrong"]))
        if 0.5 < ratios[-1] < 2:
            return
    raise Mismatch(
        "The time of a log-in tells who has an account.",
        expected="an unknown address takes about as long as a wrong password",
        actual="shorter by far" if ratios[-1] < 1 else "longer by far",
        help="Verify the password in both cases: without a user, against a hash that was made for this.",
    )


@pytest.mark.criterion("log-in-limited")
def test_the_sixth_attempt_is_refused(board, attempt):
    person, other = board.seeker(), board.company()
    assert [attempt(person.email).status_code for _ in range(5)] == [401] * 5
    _too_many(attempt(person.email))
    _too_many(board.log_in(person))
    assert [attempt(other.email).status_code, board.log_in(other).status_code] == [401, 200]


@pytest.mark.criterion("log-in-limited")
def test_an_address_of_nobody_is_limited_in_the_same_way(board, attempt, stranger):
    board.seeker()
    email, other = stranger(), stranger()
    assert [attempt(email).status_code for _ in range(5)] == [401] * 5
    for _ in range(2):
        _too_many(attempt(email))
    assert attempt(other).status_code == 401


@pytest.mark.criterion("log-in-limited")
def test_capitals_are_no_way_round_the_limit(board, attempt):
    person = board.seeker()
    spellings = [person.email.upper(), person.email.title(), person.email, person.email.capitalize()]
    assert [attempt(email).status_code for email in [*spellings, person.email.upper()]] == [401] * 5
    for email in spellings:
        _too_many(attempt(email, person.password))


@pytest.mark.criterion("log-in-limited")
def test_a_good_log_in_sets_the_count_back(board, attempt):
    person = board.seeker()
    for failures in (board.rng.randint(1, 3), 4):
        assert [attempt(person.email).status_code for _ in range(failures)] == [401] * failures
        assert board.log_in(person).status_code == 200
    assert [attempt(person.email).status_code for _ in range(5)] == [401] * 5
    _too_many(board.log_in(person))


@pytest.mark.criterion("log-in-limited-at-once")
def test_of_twenty_at_once_five_passwords_are_tested(board, api, stranger):
    for email in (board.seeker().email, stranger()):
        bodies = [{"email": email, "password": f"wrong password {number}"} for number in range(20)]
        answers = api.concurrently(*(("POST", LOG_IN, {"json": body}) for body in bodies))
        statuses = [answer.status_code for answer in answers]
        assert set(statuses) <= {401, 429}
        assert statuses.count(401) <= 5


def _unknown(answer):
    if answer.status_code != 401 or answer.headers.get("WWW-Authenticate", "").split(" ")[0] != "Bearer":
        raise Mismatch(
            f"{answer.asked} came without a token that is valid.",
            expected="401, and the header WWW-Authenticate: Bearer",
            actual=f"{answer.status_code}, and WWW-Authenticate: {answer.headers.get('WWW-Authenticate')}",
        )
    assert "detail" in answer.json()


def _too_many(answer):
    wait = answer.headers.get("Retry-After", "")
    if answer.status_code != 429 or not (wait.isdecimal() and 1 <= int(wait) <= 900):
        raise Mismatch(
            "Five log-ins have failed for this address. The next one is not refused as the brief says.",
            expected="429, and a Retry-After of 1 to 900",
            actual=f"{answer.status_code}, and Retry-After: {wait or None}",
        )


def _without_date(answer):
    return {name: value for name, value in answer.headers.items() if name != "date"}
