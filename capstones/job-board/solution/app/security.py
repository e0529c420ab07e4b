"""Passwords and tokens."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import uuid4

import jwt
from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError
from pwdlib.hashers.argon2 import Argon2Hasher

from app.errors import NotSignedIn

# It belongs to nobody: who asks for an unknown user waits as long as for a known one. A unit test compares its cost.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdA$1xVlPbZGi+vG74IBzjq9p/BVraHUVK94RB2nDQW1xv8"
LARGEST_ID = 2**31 - 1
_LONGEST_TOKEN = 2000
_ALGORITHM = "HS256"
hasher = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))  # as OWASP recommends

TokenType = Literal["access", "refresh"]


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return hasher.hash(password)


def verify_password(password: str, hashed: str) -> bool:
    """Whether this is the password. It is slow on purpose."""
    try:
        return hasher.verify(password, hashed)
    except PwdlibError:
        return False


@dataclass(frozen=True)
class Claims:
    """What a token says that has been found to be ours."""

    user_id: int
    token_id: str
    family: str
    expires: datetime


class Tokens:
    """Makes tokens and reads them."""

    def __init__(self, secret: str, access: timedelta, refresh: timedelta) -> None:
        self._secret = secret
        self._lives: dict[TokenType, timedelta] = {"access": access, "refresh": refresh}

    def seconds(self, kind: TokenType) -> int:
        """How long a token of this type lives."""
        return int(self._lives[kind].total_seconds())

    def make(self, kind: TokenType, user_id: int, token_id: str = "", family: str = "") -> str:
        """A new token."""
        now = datetime.now(UTC)
        claims = {"sub": str(user_id), "type": kind, "jti": token_id or uuid4().hex}
        claims |= {"family": family} if family else {}
        return jwt.encode({**claims, "iat": now, "exp": now + self._lives[kind]}, self._secret, algorithm=_ALGORITHM)

    def read(self, kind: TokenType, token: str) -> Claims:
        """What a token says, if it is ours, of this type, and not over."""
        if len(token) > _LONGEST_TOKEN:
            raise NotSignedIn
        try:
            options = {"require": ["exp", "sub", "type"]}
            claims = jwt.decode(token, self._secret, algorithms=[_ALGORITHM], options=options)  # type: ignore[arg-type]
            user_id = int(claims["sub"])
            expires = datetime.fromtimestamp(int(claims["exp"]), UTC)
        except (jwt.InvalidTokenError, RecursionError, ValueError, OverflowError, OSError):
            raise NotSignedIn from None
        if claims["type"] != kind or not 0 < user_id <= LARGEST_ID:
            raise NotSignedIn
        return Claims(user_id, str(claims.get("jti", "")), str(claims.get("family", "")), expires)
