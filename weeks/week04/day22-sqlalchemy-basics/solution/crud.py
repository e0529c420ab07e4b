"""Create, read, update and delete users, through the ORM alone."""

from models import User
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session


def create_user(session: Session, email: str, name: str) -> User:
    """Save a new user; IntegrityError if the e-mail is taken."""
    user = User(email=email, name=name)
    session.add(user)
    _save(session)
    return user


def get_user(session: Session, user_id: int) -> User | None:
    """The user with this id, or None."""
    return session.get(User, user_id)


def get_user_by_email(session: Session, email: str) -> User | None:
    """The user with exactly this e-mail, or None."""
    return session.scalars(select(User).where(User.email == email)).one_or_none()


def list_users(session: Session, skip: int = 0, limit: int = 100) -> list[User]:
    """Users in the order of their ids: the first `skip` are left out, and no more than `limit` come."""
    return list(session.scalars(select(User).order_by(User.id).offset(skip).limit(limit)))


def update_user(session: Session, user_id: int, name: str | None = None, email: str | None = None) -> User | None:
    """Change what is given, and nothing else; None if there is no such user."""
    user = get_user(session, user_id)
    if user is None:
        return None
    if name is not None:
        user.name = name
    if email is not None:
        user.email = email
    _save(session)
    return user


def delete_user(session: Session, user_id: int) -> bool:
    """Remove a user; False if there is no such user."""
    user = get_user(session, user_id)
    if user is None:
        return False
    session.delete(user)
    session.commit()
    return True


def _save(session: Session) -> None:
    """Commit. If the database refuses, leave the session ready for the next question, and say so."""
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        raise
