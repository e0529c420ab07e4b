"""Passwords, tokens, and marks that nobody else can make."""

import base64
import hashlib
import hmac
import json
import re
import threading
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import jwt
from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError
from pwdlib.hashers.argon2 import Argon2Hasher

from app.settings import get_settings

ALGORITHM = "HS256"
TokenType = Literal["access", "refresh"]

# What OWASP asks for. The defaults of argon2 need three times the memory, for each log-in that goes on.
_hasher = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
_hashing_at_once = threading.BoundedSemaphore(8)


def hash_password(password: str) -> str:
    """An argon2 hash, with a salt of its own."""
    with _hashing_at_once:
        return _hasher.hash(password)


def verify_password(password: str, hashed: str) -> bool:
    """Whether the hash is one of this password."""
    try:
        with _hashing_at_once:
            return _hasher.verify(password, hashed)
    except PwdlibError:
        return False


@dataclass(frozen=True)
class Claims:
    """What a valid token says."""

    user_id: int
    jti: str
    expires_at: datetime


def make_token(user_id: int, type_: TokenType) -> tuple[str, Claims]:
    """A new signed token, and what it says."""
    settings = get_settings()
    now = datetime.now(UTC).replace(microsecond=0)
    lifetime = (
        timedelta(minutes=settings.access_minutes) if type_ == "access" else timedelta(days=settings.refresh_days)
    )
    claims = Claims(user_id, uuid.uuid4().hex, now + lifetime)
    payload = {"sub": str(user_id), "type": type_, "jti": claims.jti, "iat": now, "exp": claims.expires_at}
    return jwt.encode(payload, settings.jwt_secret, algorithm=ALGORITHM), claims


def read_token(token: str, type_: TokenType) -> Claims | None:
    """What a token says, or None if it is not a valid one of this type."""
    try:
        payload: dict[str, Any] = jwt.decode(
            token,
            get_settings().jwt_secret,
            algorithms=[ALGORITHM],
            options={"require": ["sub", "type", "exp"], "verify_iat": False, "verify_aud": False, "verify_jti": False},
        )
        expires_at = datetime.fromtimestamp(int(payload["exp"]), UTC)
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError, OSError, RecursionError):
        return None
    subject, jti = payload["sub"], payload.get("jti", "")
    if payload["type"] != type_ or not re.fullmatch(r"[1-9][0-9]{0,18}", subject) or int(subject) >= 2**63:
        return None
    return Claims(int(subject), jti if isinstance(jti, str) else "", expires_at)


def _signature(payload: bytes) -> bytes:
    key = hashlib.sha256(b"cursor:" + get_settings().jwt_secret.encode()).digest()
    return hmac.digest(key, payload, "sha256")[:16]


def seal(values: list[str]) -> str:
    """Some texts as one that can be given away: only this program can make it."""
    payload = json.dumps(values).encode()
    return base64.urlsafe_b64encode(_signature(payload) + payload).decode()


def unseal(text: str) -> list[str] | None:
    """The texts that have been sealed, or None if this program has not made that."""
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii"))
    except ValueError:
        return None
    if base64.urlsafe_b64encode(raw).decode() != text or not hmac.compare_digest(raw[:16], _signature(raw[16:])):
        return None
    values: list[str] = json.loads(raw[16:])
    return values
