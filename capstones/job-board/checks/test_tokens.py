"""Checks of access tokens: what they say, and that no other text is one."""

import base64
import hmac
import json
import time

import pytest

ME, JOBS, REFRESH, LOG_OUT = "/api/v1/me", "/api/v1/jobs", "/api/v1/auth/refresh", "/api/v1/auth/log-out"


@pytest.fixture
def opens(api):
    """The status that a token is answered with."""
    return lambda token, path=ME: api.get(path, headers={"Authorization": f"Bearer {token}"}).status_code


@pytest.fixture
def worthless(api, opens):
    """This text is no token: it opens nothing, not even what is open without one."""

    def worthless(token):
        assert [opens(token), opens(token, JOBS)] == [401, 401]
        for path in (REFRESH, LOG_OUT):  # 404: it need not be written yet
            assert api.post(path, json={"refresh_token": token}).status_code in (401, 404)

    return worthless


@pytest.mark.criterion("token-claims")
def test_tokens_have_the_claims_of_the_brief(board, tokens):
    person = board.person(board.rng.choice(["seeker", "company"]))
    given = board.log_in(person).json()
    assert given["expires_in"] == 15 * 60
    for kind, seconds in (("access", 15 * 60), ("refresh", 14 * 24 * 3600)):
        token = given[f"{kind}_token"]
        claims = tokens.claims_of(token)
        assert (claims["sub"], claims["type"], claims["exp"] - claims["iat"]) == (str(person.id), kind, seconds)
        assert isinstance(claims["jti"], str)
        assert abs(claims["iat"] - time.time()) < 300


@pytest.mark.criterion("token-claims")
def test_tokens_are_signed_with_the_key_of_the_settings(board, tokens):
    given = board.log_in(board.seeker()).json()
    for token in (given["access_token"], given["refresh_token"]):
        signed, _, proof = token.rpartition(".")
        assert _read(signed.partition(".")[0])["alg"] == "HS256"
        assert proof == _written(hmac.digest(tokens.secret.encode(), signed.encode(), "sha256"))


@pytest.mark.criterion("token-claims")
def test_no_two_tokens_are_alike(board, tokens):
    person = board.seeker()
    answers = [board.log_in(person).json() for _ in range(3)]
    given = [answer[name] for answer in answers for name in ("access_token", "refresh_token")]
    assert len({tokens.claims_of(token)["jti"] for token in given}) == 6


@pytest.mark.criterion("token-claims")
def test_they_live_as_long_as_the_settings_say(serve, board_at, rng, tokens):
    minutes, days = rng.randint(16, 1440), rng.randint(15, 365)
    board = board_at(serve(ACCESS_MINUTES=str(minutes), REFRESH_DAYS=str(days)))
    given = board.log_in(board.seeker()).json()
    lives = {kind: tokens.claims_of(given[f"{kind}_token"]) for kind in ("access", "refresh")}
    assert given["expires_in"] == minutes * 60
    assert lives["access"]["exp"] - lives["access"]["iat"] == minutes * 60
    assert lives["refresh"]["exp"] - lives["refresh"]["iat"] == days * 24 * 3600


@pytest.mark.criterion("token-forged")
def test_a_token_without_a_signature_is_worthless(board, tokens, opens, worthless):
    person = board.seeker()
    claims = tokens.claims_of(person.token)
    assert opens(person.token) == 200
    worthless(f"{person.token.rpartition('.')[0]}.")
    worthless(person.token.rpartition(".")[0])
    for algorithm in ("none", "None", "NONE", "nOnE"):
        for kind in ("access", "refresh"):
            worthless(tokens.signed({**claims, "type": kind}, algorithm=algorithm))
        worthless(tokens.signed(claims, algorithm=algorithm) + person.token.rpartition(".")[2])


@pytest.mark.criterion("token-forged")
def test_a_token_of_another_key_or_algorithm_is_worthless(board, tokens, worthless):
    claims = tokens.claims_of(board.seeker().token)
    keys = ["another-key-of-the-same-length-as-the-right-one", "", tokens.secret[:-1], tokens.secret.upper(), "secret"]
    for kind in ("access", "refresh"):
        for key in keys:
            worthless(tokens.signed({**claims, "type": kind}, key=key))
        for algorithm in ("HS384", "HS512"):
            worthless(tokens.signed({**claims, "type": kind}, algorithm=algorithm))


@pytest.mark.criterion("token-forged")
def test_a_token_with_a_changed_claim_is_worthless(board, opens, worthless, rng):
    person, victim = board.seeker(), board.company()
    given = board.log_in(person).json()
    for token in (given["access_token"], given["refresh_token"]):
        head, body, proof = token.split(".")
        claims = _read(body)
        for change in ({"sub": str(victim.id)}, {"exp": claims["exp"] + 1}, {"type": "access"}, {"type": "refresh"}):
            if claims | change != claims:
                worthless(f"{head}.{_written(json.dumps(claims | change).encode())}.{proof}")
        place = rng.randrange(len(proof) - 1)
        worthless(f"{head}.{body}.{proof[:place]}{'A' if proof[place] != 'A' else 'B'}{proof[place + 1 :]}")
    assert opens(given["access_token"]) == 200


@pytest.mark.criterion("token-forged")
def test_a_token_that_brings_its_own_key_is_worthless(board, tokens, worthless):
    claims = tokens.claims_of(board.seeker().token)
    key = b"the-key-of-somebody-who-would-like-to-get-in"
    for more in ({"jwk": {"kty": "oct", "k": _written(key)}}, {"kid": "../../dev/null"}, {"kid": "' OR 1=1 --"}):
        head = _written(json.dumps({"alg": "HS256", "typ": "JWT", **more}).encode())
        text = f"{head}.{_written(json.dumps(claims).encode())}"
        for one in (key, b""):
            worthless(f"{text}.{_written(hmac.digest(one, text.encode(), 'sha256'))}")


@pytest.mark.criterion("token-forged")
def test_texts_that_are_almost_tokens_are_worthless(board, api, opens, rng):
    board.seeker()
    deep = _written(b"[" * 900)
    odd = [
        f"{deep}.e30.x",
        f"e30.{deep}.x",
        "e30.e30.",
        "....",
        "W10.W10.W10",
        _written(rng.randbytes(200)),
        "A" * 6000,
    ]
    for text in odd:
        assert [opens(text), opens(text, JOBS)] == [401, 401]
        assert api.post(REFRESH, json={"refresh_token": text}).status_code in (401, 404, 422)
    assert api.post(REFRESH, json={"refresh_token": "ключ.é.😀"}).status_code in (401, 404, 422)


@pytest.mark.criterion("token-expired")
def test_a_token_that_is_over_is_worthless(board, tokens, worthless):
    person = board.seeker()
    now = int(time.time())
    for token in (person.token, board.log_in(person).json()["refresh_token"]):
        claims = tokens.claims_of(token)
        for seconds in (3600, board.rng.randint(10**5, 10**8), now):
            worthless(tokens.signed({**claims, "iat": now - seconds - 60, "exp": now - seconds}))


@pytest.mark.criterion("token-expired")
def test_a_token_without_an_end_is_worthless(board, tokens, worthless):
    person = board.seeker()
    for token in (person.token, board.log_in(person).json()["refresh_token"]):
        claims = tokens.claims_of(token)
        del claims["exp"]
        worthless(tokens.signed(claims))
        worthless(tokens.signed({**claims, "exp": None}))


@pytest.mark.criterion("token-expired")
def test_a_token_needs_no_more_than_its_user_its_type_and_its_end(board, tokens, opens):
    person, end = board.seeker(), int(time.time()) + board.rng.randint(100, 10**6)
    assert opens(tokens.signed({"sub": str(person.id), "type": "access", "exp": end})) == 200


@pytest.mark.criterion("token-types")
def test_a_refresh_token_opens_no_route(board, opens):
    person = board.person(board.rng.choice(["seeker", "company"]))
    given = board.log_in(person).json()
    assert [opens(given["refresh_token"]), opens(given["refresh_token"], JOBS)] == [401, 401]
    assert [opens(given["access_token"]), opens(given["access_token"], JOBS)] == [200, 200]


@pytest.mark.criterion("token-types")
def test_an_access_token_is_no_refresh_token(board, api):
    given = board.log_in(board.seeker()).json()
    for path in (REFRESH, LOG_OUT):
        assert api.post(path, json={"refresh_token": given["access_token"]}).status_code == 401
    assert api.post(REFRESH, json={"refresh_token": given["refresh_token"]}).status_code == 200


@pytest.mark.criterion("token-types")
def test_a_token_of_no_type_or_of_an_unknown_one_is_worthless(board, tokens, worthless):
    claims = tokens.claims_of(board.seeker().token)
    for kind in ("", "Access", "id", "access refresh", None, ["access", "refresh"], True):
        worthless(tokens.signed({**claims, "type": kind}))
    del claims["type"]
    worthless(tokens.signed(claims))


def _written(value):
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _read(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
