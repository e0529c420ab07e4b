"""Users, their tokens, and their failed log-ins."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.models.users import FailedLogIn, RefreshToken, User
from app.repositories.pages import read_page


def by_id(session: Session, user_id: int) -> User | None:
    """The user with this id."""
    return session.get(User, user_id)


def by_email(session: Session, email: str) -> User | None:
    """The user with this address, which is in small letters."""
    return session.scalar(select(User).where(User.email == email))


def locked(session: Session, user_id: int) -> User | None:
    """The user as they are now. Whatever else changes them or their tokens waits until this is over."""
    statement = select(User).where(User.id == user_id).with_for_update(key_share=True)
    return session.scalar(statement, execution_options={"populate_existing": True})


def listed(
    session: Session, role: str | None, email: str | None, limit: int, cursor: str | None
) -> tuple[list[User], str | None]:
    """A page of users."""
    statement = select(User)
    if role is not None:
        statement = statement.where(User.role == role)
    if email is not None:
        statement = statement.where(User.email == email.lower())
    return read_page(
        session, statement, "users", [User.created_at, User.id], newest_first=False, limit=limit, cursor=cursor
    )


def token_locked(session: Session, jti: str) -> RefreshToken | None:
    """A refresh token, for this transaction alone."""
    return session.scalar(select(RefreshToken).where(RefreshToken.jti == jti).with_for_update())


def end_family(session: Session, family: str, now: datetime) -> None:
    """End all refresh tokens of one log-in."""
    session.execute(
        update(RefreshToken).where(RefreshToken.family == family, RefreshToken.ended_at.is_(None)).values(ended_at=now)
    )


def end_all_tokens(session: Session, user_id: int, now: datetime) -> None:
    """End all refresh tokens of a user."""
    session.execute(
        update(RefreshToken)
        .where(RefreshToken.user_id == user_id, RefreshToken.ended_at.is_(None))
        .values(ended_at=now)
    )


def forget_old_tokens(session: Session, user_id: int, now: datetime) -> None:
    """Remove what is over anyway."""
    session.execute(delete(RefreshToken).where(RefreshToken.user_id == user_id, RefreshToken.expires_at < now))


def lock_address(session: Session, email: str) -> None:
    """Log-ins for one address go one after the other, also if nobody has it."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(email, 0))))


def newest_failures(session: Session, email: str, since: datetime, count: int) -> list[datetime]:
    """When the last log-ins for this address failed, the newest first."""
    statement = (
        select(FailedLogIn.at)
        .where(FailedLogIn.email == email, FailedLogIn.at > since)
        .order_by(FailedLogIn.at.desc())
        .limit(count)
    )
    return list(session.scalars(statement))


def forget_failures(session: Session, email: str) -> None:
    """Begin to count anew."""
    session.execute(delete(FailedLogIn).where(FailedLogIn.email == email))


def forget_old_failures(session: Session, until: datetime) -> None:
    """Remove what does not count any more."""
    session.execute(delete(FailedLogIn).where(FailedLogIn.at <= until))
