"""What can be done with users, without a word of HTTP."""

from collections.abc import Sequence

from models import User
from schemas import UserIn
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session


class EmailTaken(Exception):
    """Another user has this address."""


def create(session: Session, new: UserIn) -> User:
    """Keep a new user."""
    user = User(**new.model_dump())
    session.add(user)
    commit(session)
    return user


def everybody(session: Session) -> Sequence[User]:
    """All users, the oldest first."""
    return session.scalars(select(User).order_by(User.id)).all()


def change(session: Session, user: User, new: UserIn) -> User:
    """Put new values in the place of the old ones."""
    user.email, user.name = new.email, new.name
    commit(session)
    return user


def remove(session: Session, user: User) -> None:
    """Remove a user."""
    session.delete(user)
    session.commit()


def commit(session: Session) -> None:
    """Make the changes last. The database decides whether an address is taken: nobody can come in between."""
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        raise EmailTaken from None
