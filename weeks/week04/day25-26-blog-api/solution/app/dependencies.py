"""What routes ask for: a session, a part of a list, the thing that the path names."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Path, Query
from sqlalchemy.orm import Session

from app import crud
from app.database import SessionLocal
from app.models import Comment, Post, User
from app.schemas import LARGEST


def get_db() -> Iterator[Session]:
    """A session for one request. It is closed after the answer, whatever happens."""
    with SessionLocal() as session:
        yield session


def get_page(
    skip: Annotated[int, Query(ge=0, le=LARGEST)] = 0, limit: Annotated[int, Query(ge=1, le=100)] = 10
) -> crud.Page:
    """The part of a list that the query asks for."""
    return crud.Page(skip, limit)


Db = Annotated[Session, Depends(get_db)]
AskedPage = Annotated[crud.Page, Depends(get_page)]
PathId = Annotated[int, Path(ge=1, le=LARGEST)]


def get_user(user_id: PathId, db: Db) -> User:
    """The user of the path, or 404."""
    return crud.found(db, User, user_id)


def get_post(post_id: PathId, db: Db) -> Post:
    """The post of the path, or 404."""
    return crud.found(db, Post, post_id)


def get_comment(comment_id: PathId, db: Db) -> Comment:
    """The comment of the path, or 404."""
    return crud.found(db, Comment, comment_id)


FoundUser = Annotated[User, Depends(get_user)]
FoundPost = Annotated[Post, Depends(get_post)]
FoundComment = Annotated[Comment, Depends(get_comment)]
