"""Passwords and tokens."""

from datetime import timedelta

import jwt
import pytest

from app.errors import NotSignedIn
from app.security import NOBODY, Tokens, hash_password, verify_password

SECRET = "a secret of thirty-two letters, at least"
TOKENS = Tokens(SECRET, timedelta(minutes=5), timedelta(days=5))


def test_a_password_is_known_again_and_no_other() -> None:
    hashed = hash_password("correct horse")
    assert "correct horse" not in hashed
    assert verify_password("correct horse", hashed)
    assert not verify_password("wrong horse", hashed)
    assert not verify_password("correct horse", "no hash at all")


def test_equal_passwords_have_different_hashes() -> None:
    assert hash_password("correct horse") != hash_password("correct horse")


def test_nobody_is_as_slow_as_somebody() -> None:
    assert NOBODY.split("$")[:4] == hash_password("correct horse").split("$")[:4]
    assert not verify_password("", NOBODY)


def test_a_token_says_whose_it_is() -> None:
    claims = TOKENS.read("access", TOKENS.make("access", 7))
    assert claims.user_id == 7


@pytest.mark.parametrize(
    "token",
    [
        TOKENS.make("refresh", 7),
        Tokens("another secret, which is as long as ours", timedelta(1), timedelta(1)).make("access", 7),
        Tokens(SECRET, timedelta(seconds=-1), timedelta(1)).make("access", 7),
        jwt.encode({"sub": "7", "type": "access", "exp": 4_000_000_000}, "", algorithm="none"),
        jwt.encode({"sub": "7", "type": "access"}, SECRET, algorithm="HS256"),
        jwt.encode({"sub": "seven", "type": "access", "exp": 4_000_000_000}, SECRET, algorithm="HS256"),
        "no token",
        "a." * 5000,
    ],
    ids=["refresh", "another key", "over", "no signature", "no end", "nobody", "a text", "too long"],
)
def test_other_tokens_are_refused(token: str) -> None:
    with pytest.raises(NotSignedIn):
        TOKENS.read("access", token)
