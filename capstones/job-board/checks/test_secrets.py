"""Checks of secrets: passwords, hashes, keys and tokens stand in no answer, no hit, and nothing that is printed."""

import json
import time

import pytest

from grader.toolbox import Mismatch

V1 = "/api/v1"
KINDS = ("access_token", "refresh_token")


@pytest.fixture
def journey(board, api, tokens, rng, database):
    """What somebody with many secrets does: the secrets, and all answers but those that bring tokens."""
    password, wrong = (f"secret-{rng.getrandbits(80):x}" for _ in range(2))
    body, answer = board.sign_up("company", password=password)
    quiet, given = [answer], []
    email = body["email"]
    log_in, refresh, log_out = (f"{V1}/auth/{name}" for name in ("log-in", "refresh", "log-out"))
    given.append(api.post(log_in, json={"email": email, "password": password}).json())
    renewed = api.post(refresh, json={"refresh_token": given[0]["refresh_token"]})
    given.append(renewed.json() if renewed.status_code == 200 else given[0])  # it need not be written yet
    secrets = {"the password": password, "a wrong password": wrong, "JWT_SECRET": tokens.secret}
    secrets |= {f"the {name} {n}".replace("_", " "): one[name] for n, one in enumerate(given, 1) for name in KINDS}
    mine = {"Authorization": f"Bearer {given[1]['access_token']}"}
    quiet += [
        api.post(log_in, json={"email": email, "password": wrong}),
        api.post(log_in, json={"email": email, "password": [wrong]}),
        api.post(log_in, json={"email": email, "password": password, "again": wrong}),
        api.post(log_in, json={"password": password}),
        api.post(log_in, content=json.dumps({"email": email, "password": f"{wrong}\ud83d"})),
        api.post(f"{V1}/auth/sign-up", json={**body, "email": wrong}),
        api.post(f"{V1}/auth/sign-up", json={**body, "role": wrong}),
        api.post(f"{V1}/auth/sign-up", json={**body, "password": wrong * 20}),
        api.post(f"{V1}/auth/sign-up", json=body),
        api.post(refresh, json={"refresh_token": given[0]["refresh_token"], "again": 1}),
        api.post(refresh, json={"refresh_token": given[0]["refresh_token"]}),
        api.post(refresh, json={"refresh_token": given[0]["access_token"]}),
        api.post(log_out, json={"refresh_token": f"{given[1]['refresh_token']}x"}),
        api.post(log_out, json={"refresh_token": given[1]["refresh_token"]}),
        api.get(f"{V1}/me", headers={"Authorization": f"Bearer {given[1]['refresh_token']}"}),
        api.get(f"{V1}/me", headers=mine),
        api.patch(f"{V1}/me", json={"name": "Amina", "password": wrong}, headers=mine),
        api.patch(f"{V1}/me", json={"name": "Amina"}, headers=mine),
        api.post(f"{V1}/jobs", json={"title": wrong}, headers=mine),
        api.get(f"{V1}/me/jobs", headers=mine),
        board.admin().get("/admin/users"),
        api.get("/health"),
        api.get("/openapi.json"),
    ]
    kept = [value for row in database.rows("users") for value in row.values()]
    hashes = [value for value in kept if isinstance(value, str) and value.startswith("$")]
    return secrets | {f"hash {number}": value for number, value in enumerate(hashes, 1)}, quiet


@pytest.mark.criterion("secrets-unsaid")
def test_no_answer_says_a_secret(journey):
    secrets, answers = journey
    for answer in answers:
        _silent(f"The answer to {answer.asked}", answer.text, secrets | {"a hash": "$argon2"})
        assert answer.status_code < 500


@pytest.mark.criterion("secrets-unsaid")
def test_the_server_prints_no_secret(journey, api):
    secrets, _ = journey
    _silent("What the server has printed", api.output(), secrets)


@pytest.mark.criterion("secrets-unsaid")
def test_no_secret_is_kept_with_the_hits(journey, documents, subject):
    secrets, answers = journey
    before, end = len(subject.transcript.entries), time.monotonic() + 5
    while len(hits := documents.new("hits").find()) < len(answers) - 2 and time.monotonic() < end:
        del subject.transcript.entries[before:]  # only the last question is shown
    assert hits != []
    for name in documents.collections():
        _silent(f"The collection {name}", repr(documents.collection(name).find()), secrets)


def _silent(what, text, secrets):
    """None of the secrets is in this text."""
    said = [kind for kind, secret in secrets.items() if secret in text]
    if said:
        raise Mismatch(f"{what} has a secret in it.", expected="no secret", actual=", ".join(said))
