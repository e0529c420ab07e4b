"""Create, read, update and delete users, through the ORM alone."""

from models import User
from sqlalchemy.orm import Session


def create_user(session: Session, email: str, name: str) -> User:
    """Save a new user; an exception if the e-mail is taken."""
    raise NotImplementedError


def get_user(session: Session, user_id: int) -> User | None:
    """The user with this id, or None."""
    raise NotImplementedError


def get_user_by_email(session: Session, email: str) -> User | None:
    """The user with exactly this e-mail, or None."""
    raise NotImplementedError


def list_users(session: Session, skip: int = 0, limit: int = 100) -> list[User]:
    """Users in the order of their ids: the first `skip` are left out, and no more than `limit` come."""
    raise NotImplementedError


def update_user(session: Session, user_id: int, name: str | None = None, email: str | None = None) -> User | None:
    """Change what is given, and nothing else; None if there is no such user."""
    raise NotImplementedError


def delete_user(session: Session, user_id: int) -> bool:
    """Remove a user; False if there is no such user."""
    raise NotImplementedError
