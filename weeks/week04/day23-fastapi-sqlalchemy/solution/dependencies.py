"""What routes ask for."""

from collections.abc import Iterator
from typing import Annotated

from database import SessionLocal
from fastapi import Depends, HTTPException
from models import User
from sqlalchemy.orm import Session


def get_db() -> Iterator[Session]:
    """A session for one request. It is closed after the answer, whatever happens."""
    with SessionLocal() as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


def get_user(user_id: int, db: Db) -> User:
    """The user of the path; without one, the answer is 404."""
    user = db.get(User, user_id)
    if user is None:
        raise HTTPException(404, f"There is no user {user_id}.")
    return user


FoundUser = Annotated[User, Depends(get_user)]
