"""Asks first, in friendly words, and is ready for the answer of the database all the same."""

from models import User
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session


def create_user(session: Session, email: str, name: str) -> User:
    if get_user_by_email(session, email):
        raise KeyError(email)
    user = User(email=email, name=name)
    session.add(user)
    commit(session)
    session.refresh(user)
    return user


def get_user(session: Session, user_id: int) -> User | None:
    return session.get(User, user_id)


def get_user_by_email(session: Session, email: str) -> User | None:
    return session.execute(select(User).where(User.email.in_([email])).limit(1)).scalars().first()


def list_users(session: Session, skip: int = 0, limit: int = 100) -> list[User]:
    statement = select(User).order_by(User.id).offset(skip).fetch(limit)
    return [user for (user,) in session.execute(statement)]


def update_user(session: Session, user_id: int, name: str = "", email: str = "") -> User | None:
    if user := get_user(session, user_id):
        owner = get_user_by_email(session, email) if email else None
        if owner and owner is not user:
            raise KeyError(email)
        user.name = name or user.name
        user.email = email or user.email
        commit(session)
    return user


def delete_user(session: Session, user_id: int) -> bool:
    if user := get_user(session, user_id):
        session.delete(user)
        commit(session)
    return user is not None


def commit(session: Session) -> None:
    try:
        session.commit()
    except SQLAlchemyError:
        session.rollback()
        raise
