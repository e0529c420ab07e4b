"""Passwords and tokens."""

import base64
import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

import bcrypt
import jwt

TokenType = Literal["access", "refresh"]

_ALGORITHM = "HS256"
_ROUNDS = 11
_LONGEST_TOKEN = 4096
_LARGEST_ID = 2**63 - 1


def _digest(password: str) -> bytes:
    """44 bytes for any password: bcrypt takes 72 at most, and stops at a zero."""
    return base64.b64encode(hashlib.sha256(password.encode()).digest())


def hash_password(password: str) -> str:
    """A bcrypt hash with a salt of its own."""
    return bcrypt.hashpw(_digest(password), bcrypt.gensalt(_ROUNDS)).decode()


def verify_password(password: str, hashed: str) -> bool:
    """Whether this is the password that was hashed."""
    try:
        return bcrypt.checkpw(_digest(password), hashed.encode())
    except ValueError:
        return False


NOBODY = hash_password(secrets.token_urlsafe())


@dataclass(frozen=True)
class Claims:
    """What a valid token says."""

    user_id: int
    token_id: str


@dataclass(frozen=True)
class Tokens:
    """Signs and reads tokens."""

    secret: str
    access: timedelta
    refresh: timedelta

    def sign(self, user_id: int, kind: TokenType) -> tuple[str, str, datetime]:
        """A new token, its id, and its end."""
        now = datetime.now(UTC)
        ends = now + (self.access if kind == "access" else self.refresh)
        token_id = uuid.uuid4().hex
        claims = {"sub": str(user_id), "type": kind, "jti": token_id, "iat": now, "exp": ends}
        return jwt.encode(claims, self.secret, algorithm=_ALGORITHM), token_id, ends

    def read(self, token: str, kind: TokenType) -> Claims | None:
        """The claims of a valid token of this kind, or None."""
        if len(token) > _LONGEST_TOKEN:
            return None
        try:
            claims = jwt.decode(
                token,
                self.secret,
                algorithms=[_ALGORITHM],
                options={"require": ["sub", "exp"], "verify_aud": False, "verify_iss": False, "verify_iat": False},
            )
        except (jwt.PyJWTError, ValueError, TypeError, ArithmeticError, RecursionError):
            return None
        subject = claims["sub"]
        if claims.get("type") != kind or not (subject.isascii() and subject.isdigit()) or len(subject) > 19:
            return None
        user_id = int(subject)
        return Claims(user_id, str(claims.get("jti", ""))) if 1 <= user_id <= _LARGEST_ID else None
