"""What can be done with users."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crud import Page, commit
from app.models import User
from app.schemas.user import UserIn

_ONE_EACH = "No two users have the same e-mail."


def create(session: Session, new: UserIn) -> User:
    """Keep a new user.

    Args:
        session: Where to keep it.
        new: What is known of the user.

    Raises:
        Conflict: Another user has this e-mail.
    """
    user = User(**new.model_dump())
    session.add(user)
    commit(session, _ONE_EACH)
    return user


def listed(session: Session, page: Page) -> Sequence[User]:
    """A page of all users, the oldest first.

    Args:
        session: Where to look.
        page: The part of the list.
    """
    return session.scalars(page.of(select(User).order_by(User.id))).all()


def change(session: Session, user: User, new: UserIn) -> User:
    """Put new values in the place of the old ones.

    Args:
        session: Where the user comes from.
        user: Who is changed.
        new: The new values, all of them.

    Raises:
        Conflict: Another user has the new e-mail.
    """
    user.email, user.name = new.email, new.name
    commit(session, _ONE_EACH)
    return user
