"""Checks of refresh tokens: rotation, families, log-out; and of users who are not what they were."""

import pytest

from grader.toolbox.database import Refused

ME, REFRESH, LOG_OUT = "/api/v1/me", "/api/v1/auth/refresh", "/api/v1/auth/log-out"


@pytest.fixture
def begun(board):
    """The refresh token of a new log-in."""
    return lambda person: board.log_in(person).json()["refresh_token"]


@pytest.fixture
def spend(api):
    """What a refresh token is answered with."""
    return lambda token: api.post(REFRESH, json={"refresh_token": token})


@pytest.fixture
def family(spend, begun, rng):
    """All refresh tokens of a log-in, each but the last one used, the newest at the end."""

    def family(person):
        tokens = [begun(person)]
        for _ in range(rng.randint(2, 4)):
            answer = spend(tokens[-1])
            assert answer.status_code == 200
            tokens.append(answer.json()["refresh_token"])
        return tokens

    return family


@pytest.mark.criterion("refresh-rotated")
def test_a_refresh_token_brings_two_new_ones(board, api, spend, tokens):
    person = board.person(board.rng.choice(["seeker", "company"]))
    given = [board.log_in(person).json()]
    for _ in range(3):
        answer = spend(given[-1]["refresh_token"])
        assert answer.status_code == 200
        given.append(answer.json())
        assert given[-1]["token_type"] == "bearer"
        me = api.get(ME, headers={"Authorization": f"Bearer {given[-1]['access_token']}"})
        assert (me.status_code, me.json()) == (200, person.user)
    assert [tokens.claims_of(one["refresh_token"])["type"] for one in given] == ["refresh"] * 4
    assert len({one["refresh_token"] for one in given}) == 4


@pytest.mark.criterion("refresh-rotated")
def test_a_refresh_token_is_good_for_once(board, begun, spend):
    token = begun(board.seeker())
    assert [spend(token).status_code for _ in range(3)] == [200, 401, 401]


@pytest.mark.criterion("refresh-rotated")
def test_a_body_without_a_refresh_token_makes_no_sense(board, api, begun):
    token = begun(board.seeker())
    for path in (REFRESH, LOG_OUT):
        for body in ({}, {"refresh_token": None}, {"refresh_token": [token]}):
            assert api.post(path, json=body).status_code == 422
    assert api.post(REFRESH, json={"refresh_token": token}).status_code == 200


@pytest.mark.criterion("refresh-reused")
def test_a_second_use_ends_the_family(board, family, spend):
    *used, newest = family(board.seeker())
    assert spend(board.rng.choice(used)).status_code == 401
    assert spend(newest).status_code == 401
    assert [spend(token).status_code for token in used] == [401] * len(used)


@pytest.mark.criterion("refresh-reused")
def test_a_second_use_ends_no_other_log_in(board, family, begun, spend):
    person, other = board.seeker(), board.company()
    before, *used, newest = begun(person), *family(person)
    after, foreign = begun(person), begun(other)
    assert spend(used[0]).status_code == 401
    assert spend(newest).status_code == 401
    assert [spend(token).status_code for token in (before, after, foreign)] == [200, 200, 200]


@pytest.mark.criterion("refresh-reused")
def test_access_tokens_live_on(board, api, spend):
    given = board.log_in(board.seeker()).json()
    assert [spend(given["refresh_token"]).status_code for _ in range(2)] == [200, 401]
    assert api.get(ME, headers={"Authorization": f"Bearer {given['access_token']}"}).status_code == 200


@pytest.mark.criterion("refresh-at-once")
def test_of_several_at_once_one_at_most_gets_tokens(board, api, begun):
    person = board.seeker()
    for _ in range(4):
        token = begun(person)
        answers = api.concurrently(*[("POST", REFRESH, {"json": {"refresh_token": token}})] * 5)
        assert sorted(answer.status_code for answer in answers) in ([200, 401, 401, 401, 401], [401] * 5)


@pytest.mark.criterion("logged-out")
def test_a_log_out_ends_the_refresh_tokens(board, api, family, spend):
    tokens = family(board.seeker())
    answer = api.post(LOG_OUT, json={"refresh_token": tokens[-1]})
    assert (answer.status_code, answer.content) == (204, b"")
    assert [spend(token).status_code for token in reversed(tokens)] == [401] * len(tokens)


@pytest.mark.criterion("logged-out")
def test_a_log_out_ends_no_other_log_in_and_no_access_token(board, api, begun, spend):
    person, other = board.seeker(), board.seeker()
    given, second, foreign = board.log_in(person).json(), begun(person), begun(other)
    assert api.post(LOG_OUT, json={"refresh_token": given["refresh_token"]}).status_code == 204
    assert [spend(token).status_code for token in (second, foreign)] == [200, 200]
    assert spend(given["refresh_token"]).status_code == 401
    assert api.get(ME, headers={"Authorization": f"Bearer {given['access_token']}"}).status_code == 200


@pytest.mark.criterion("logged-out")
def test_a_log_out_with_another_text_is_refused(board, api, begun, spend):
    token = begun(board.seeker())
    for text in ("", "nonsense", token[:-9], token[9:]):
        assert api.post(LOG_OUT, json={"refresh_token": text}).status_code in (401, 422)
    assert spend(token).status_code == 200


@pytest.mark.criterion("user-asked")
def test_a_removed_user_has_no_token(board, database):
    person = board.person(board.rng.choice(["seeker", "company"]))
    assert person.get("/me").status_code == 200
    try:
        database.execute("DELETE FROM users WHERE id = %s", person.id)
    except Refused:
        database.execute("TRUNCATE users CASCADE")
    assert [person.get("/me").status_code, person.get("/jobs").status_code] == [401, 401]


@pytest.mark.criterion("user-asked")
def test_a_token_of_nobody_is_none(board, api, tokens):
    person = board.seeker()
    for nobody in (
        person.id + 1_000,
        0,
        -person.id,
        2_000_000_000,
        2**31,
        2**63,
        10**30,
        "",
        "admin",
        f"{person.id} OR 1=1",
    ):
        headers = {"Authorization": f"Bearer {tokens.access(nobody)}"}
        assert [api.get(path, headers=headers).status_code for path in (ME, "/api/v1/jobs")] == [401, 401]


@pytest.mark.criterion("user-asked")
def test_a_role_counts_from_the_next_request_on(board, example_job, database):
    person = board.seeker()
    for role, status in (("company", 201), ("seeker", 403), ("company", 201), ("admin", 403)):
        database.execute("UPDATE users SET role = %s WHERE id = %s", role, person.id)
        assert person.get("/me").json()["role"] == role
        assert person.post("/jobs", example_job).status_code == status


@pytest.mark.criterion("user-asked")
def test_the_command_makes_an_admin_of_somebody_with_an_old_token(board, subject):
    person = board.seeker()
    assert person.get("/me").json()["role"] == "seeker"
    assert subject.program("python", "-m", "app.admin", person.email).exit_code == 0
    assert person.get("/me").json()["role"] == "admin"


@pytest.mark.criterion("user-asked")
def test_a_role_in_a_token_is_not_believed(board, tokens, example_job):
    person = board.seeker()
    for claim in ({"role": "company"}, {"roles": ["company", "admin"]}, {"scope": "company"}, {"is_admin": True}):
        person.token = tokens.access(person.id, **claim)
        assert person.get("/me").json()["role"] == "seeker"
        assert person.post("/jobs", example_job).status_code == 403
