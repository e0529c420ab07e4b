"""One statement for each operation, each made of expressions, and RETURNING for what it has touched."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from models import User
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session


class EmailTaken(Exception):
    """Another user has this e-mail."""


@contextmanager
def saving(session: Session) -> Iterator[None]:
    try:
        yield
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise EmailTaken from error


def create_user(session: Session, email: str, name: str) -> User:
    with saving(session):
        return session.scalars(insert(User).values(email=email, name=name).returning(User)).one()


def get_user(session: Session, user_id: int) -> User | None:
    return session.execute(select(User).where(User.id == user_id)).scalar_one_or_none()


def get_user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).filter_by(email=email))


def list_users(session: Session, skip: int = 0, limit: int = 100) -> Sequence[User]:
    return session.scalars(select(User).order_by(User.id.asc()).slice(skip, skip + limit)).all()


def update_user(session: Session, user_id: int, *, name: str | None = None, email: str | None = None) -> User | None:
    changes = {key: value for key, value in {"name": name, "email": email}.items() if value is not None}
    if not changes:
        return get_user(session, user_id)
    with saving(session):
        return session.scalars(update(User).where(User.id == user_id).values(changes).returning(User)).one_or_none()


def delete_user(session: Session, user_id: int) -> bool:
    with saving(session):
        return session.scalar(delete(User).where(User.id == user_id).returning(User.id)) is not None
