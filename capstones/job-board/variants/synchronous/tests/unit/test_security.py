"""Passwords, tokens and cursors, without any service."""

from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from app.security import hash_password, make_token, read_token, seal, unseal, verify_password
from app.settings import get_settings


def signed(**changes: Any) -> str:
    """A token that is valid but for the changes; None takes a claim away."""
    claims = {"sub": "7", "type": "access", "exp": datetime.now(UTC) + timedelta(minutes=1)} | changes
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(claims, get_settings().jwt_secret, "HS256")


def test_right_and_wrong_password() -> None:
    """Only the right one is right, and a text that is no hash fits nothing."""
    hashed = hash_password("a long password")
    assert "a long password" not in hashed
    assert verify_password("a long password", hashed)
    assert not verify_password("a long passwore", hashed)
    assert not verify_password("", hashed)
    assert not verify_password("a long password", "no hash")


def test_hashes_differ() -> None:
    """Each hash has a salt."""
    assert hash_password("a long password") != hash_password("a long password")


def test_token_and_back() -> None:
    """A token says who and until when, and no two are alike."""
    token, claims = make_token(7, "access")
    assert read_token(token, "access") == claims
    assert read_token(token, "refresh") is None
    assert make_token(7, "access")[0] != token


def test_foreign_token_that_is_valid() -> None:
    """It needs sub, type and exp, and no more."""
    claims = read_token(signed(), "access")
    assert claims is not None and claims.user_id == 7


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b.c",
        jwt.encode({"sub": "7", "type": "access", "exp": 2**40}, None, "none"),
        jwt.encode({"sub": "7", "type": "access", "exp": 2**40}, "x" * 40, "HS256"),
        signed(exp=datetime.now(UTC) - timedelta(seconds=1)),
        signed(exp=None),
        signed(sub=None),
        signed(sub="0"),
        signed(sub=str(2**63)),
        signed(sub="7 OR 1=1"),
        signed(type=None),
        signed(type="refresh"),
        signed(exp=float("inf")),
    ],
)
def test_bad_tokens(token: str) -> None:
    """Each of them has a flaw."""
    assert read_token(token, "access") is None


def test_cursor_is_sealed() -> None:
    """What has been changed was not made here."""
    cursor = seal(["jobs", "2031-05-01", "7"])
    assert unseal(cursor) == ["jobs", "2031-05-01", "7"]
    for wrong in ("", "!", "é", cursor[:-4], cursor + "A", "A" + cursor[1:]):
        assert unseal(wrong) is None
