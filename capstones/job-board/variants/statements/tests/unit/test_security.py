"""Passwords, tokens, cursors and settings."""

import base64
import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from pydantic import ValidationError

from app.cursors import Cursors
from app.errors import Senseless
from app.security import Tokens, hash_password, verify_password
from app.settings import Settings

SECRET = "a key for tests, with 40 characters here"
TOKENS = Tokens(SECRET, timedelta(minutes=15), timedelta(days=14))


def test_only_the_right_password_is_right() -> None:
    hashed = hash_password("correct horse")
    assert verify_password("correct horse", hashed)
    assert not verify_password("correct horsf", hashed)
    assert not verify_password("", hashed)


def test_a_hash_is_bcrypt_and_never_the_same_twice() -> None:
    first, second = hash_password("the same"), hash_password("the same")
    assert first.startswith("$2b$")
    assert first != second


def test_all_characters_of_a_long_password_count() -> None:
    hashed = hash_password("ü" * 127 + "a")
    assert verify_password("ü" * 127 + "a", hashed)
    assert not verify_password("ü" * 127 + "b", hashed)


def test_what_is_no_hash_fits_no_password() -> None:
    assert not verify_password("correct horse", "no hash")


def test_a_token_is_read_as_what_it_is() -> None:
    token, token_id, _ = TOKENS.sign(7, "access")
    claims = TOKENS.read(token, "access")
    assert claims is not None
    assert (claims.user_id, claims.token_id) == (7, token_id)
    assert TOKENS.read(token, "refresh") is None


def _part(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def _claims(**changes: object) -> dict[str, object]:
    return {"sub": "7", "type": "access", "exp": datetime.now(UTC) + timedelta(minutes=1), **changes}


@pytest.mark.parametrize(
    "token",
    [
        "",
        "a.b.c",
        "ü",
        f"{_part({'alg': 'none'})}.{_part({'sub': '7', 'type': 'access', 'exp': 9999999999})}.",
        jwt.encode(_claims(), "another key, also with more than 32 characters", "HS256"),
        jwt.encode(_claims(), SECRET, "HS512"),
        jwt.encode(_claims(exp=1), SECRET, "HS256"),
        jwt.encode({"sub": "7", "type": "access"}, SECRET, "HS256"),
        jwt.encode(_claims(type="other"), SECRET, "HS256"),
        jwt.encode(_claims(sub="seven"), SECRET, "HS256"),
        jwt.encode(_claims(sub="9" * 19), SECRET, "HS256"),
        jwt.encode(_claims(exp=float("inf")), SECRET, "HS256"),
        base64.urlsafe_b64encode(b"[" * 3000).decode() + ".e30.e30",
    ],
)
def test_what_is_no_token_is_nobody(token: str) -> None:
    assert TOKENS.read(token, "access") is None


def test_a_cursor_comes_back_only_unchanged_and_to_its_list() -> None:
    cursors = Cursors(SECRET)
    position = (0.25, datetime(2031, 5, 1, tzinfo=UTC), 7)
    mark = cursors.write("found", position)
    assert cursors.read("found", mark) == position
    for wrong in ("", ".", "ü", mark[:-1], "A" + mark, mark + "0"):
        with pytest.raises(Senseless):
            cursors.read("found", wrong)
    with pytest.raises(Senseless):
        cursors.read("jobs", mark)


def test_an_error_in_the_settings_names_the_variable_and_no_value() -> None:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate({"database_url": "mysql://me:hunter2@db/x", "jwt_secret": "short-secret"})
    assert "database_url" in str(caught.value)
    assert "jwt_secret" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert "short-secret" not in str(caught.value)
