"""Accounts, log-ins and tokens."""

import math
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.errors import Conflict, Forbidden, NotFound, TooManyAttempts, Unauthenticated
from app.models.users import FailedLogIn, RefreshToken, User
from app.repositories import jobs as job_rows
from app.repositories import users
from app.security import hash_password, make_token, read_token, verify_password
from app.settings import get_settings

ATTEMPTS = 5
WINDOW = timedelta(minutes=15)
NOBODY = hash_password(uuid.uuid4().hex)


@dataclass(frozen=True)
class TokenPair:
    """What a log-in brings."""

    access_token: str
    refresh_token: str
    expires_in: int


def sign_up(session: Session, email: str, password: str, name: str, role: str) -> User:
    """A new account. One address has one, whoever comes first."""
    user = User(email=email, password_hash=hash_password(password), name=name, role=role)
    session.add(user)
    try:
        session.commit()
    except IntegrityError:
        raise Conflict("This address has an account already.") from None
    return user


def make_admin(session: Session, email: str) -> bool:
    """Whether there was somebody to make an admin of."""
    user = users.by_email(session, email)
    if user is None:
        return False
    user.role = "admin"
    session.commit()
    return True


def user_of_token(session: Session, token: str) -> User:
    """Who has sent this access token."""
    claims = read_token(token, "access")
    user = users.by_id(session, claims.user_id) if claims else None
    if user is None or user.is_banned:
        raise Unauthenticated("The token is not valid.")
    return user


def _issue(session: Session, user: User, family: str) -> TokenPair:
    access_token, _ = make_token(user.id, "access")
    refresh_token, claims = make_token(user.id, "refresh")
    session.add(RefreshToken(jti=claims.jti, user_id=user.id, family=family, expires_at=claims.expires_at))
    return TokenPair(access_token, refresh_token, get_settings().access_minutes * 60)


def log_in(session: Session, email: str, password: str) -> TokenPair:
    """Two tokens. Log-ins for one address wait for each other, so that no more than five guesses are ever tried."""
    users.lock_address(session, email)
    now = datetime.now(UTC)
    failures = users.newest_failures(session, email, now - WINDOW, ATTEMPTS)
    if len(failures) == ATTEMPTS:
        raise TooManyAttempts(max(1, min(900, math.ceil((failures[-1] + WINDOW - now).total_seconds()))))
    user = users.by_email(session, email)
    is_right = verify_password(password, user.password_hash if user else NOBODY)
    user = users.locked(session, user.id) if user and is_right else None
    if user is None:
        users.forget_old_failures(session, now - WINDOW)
        session.add(FailedLogIn(email=email, at=now))
        session.commit()
        raise Unauthenticated("The address or the password is wrong.")
    if user.is_banned:
        raise Forbidden("This account is banned.")
    users.forget_failures(session, email)
    users.forget_old_tokens(session, user.id, now)
    pair = _issue(session, user, uuid.uuid4().hex)
    session.commit()
    return pair


def _redeem(session: Session, token: str) -> tuple[User, RefreshToken]:
    """Use up a refresh token. A second use ends its family, whoever of the two is the thief."""
    refused = Unauthenticated("The refresh token is not valid.")
    claims = read_token(token, "refresh")
    user = users.locked(session, claims.user_id) if claims else None
    if claims is None or user is None or user.is_banned or not claims.jti.isalnum():
        raise refused
    row = users.token_locked(session, claims.jti)
    if row is None or row.user_id != user.id or row.ended_at is not None:
        raise refused
    now = datetime.now(UTC)
    if row.used_at is not None:
        users.end_family(session, row.family, now)
        session.commit()
        raise refused
    row.used_at = now
    return user, row


def refresh(session: Session, token: str) -> TokenPair:
    """Two new tokens for an old one."""
    user, row = _redeem(session, token)
    pair = _issue(session, user, row.family)
    session.commit()
    return pair


def log_out(session: Session, token: str) -> None:
    """End the refresh tokens of this log-in."""
    _, row = _redeem(session, token)
    users.end_family(session, row.family, datetime.now(UTC))
    session.commit()


def rename(session: Session, user_id: int, name: str) -> User:
    """Another name."""
    user = users.locked(session, user_id)
    if user is None:
        raise Unauthenticated("The token is not valid.")
    user.name = name
    if user.role != "seeker":
        job_rows.renew_search_stamp(session)
    session.commit()
    return user


def list_users(
    session: Session, role: str | None, email: str | None, limit: int, cursor: str | None
) -> tuple[list[User], str | None]:
    """A page of users."""
    return users.listed(session, role, email, limit, cursor)


def set_ban(session: Session, user_id: int, *, is_banned: bool) -> User:
    """Shut somebody out, or let them in again."""
    user = users.locked(session, user_id)
    if user is None:
        raise NotFound
    if is_banned and user.role == "admin":
        raise Conflict("An admin cannot be banned.")
    now = datetime.now(UTC)
    if is_banned and not user.is_banned:
        user.banned_at = now
        users.end_all_tokens(session, user.id, now)
    elif not is_banned:
        user.banned_at = None
    job_rows.renew_search_stamp(session)
    session.commit()
    return user
