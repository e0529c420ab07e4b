"""What routes ask for: a session, a part of a list, the thing that the path names."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Path, Query
from sqlalchemy.orm import Session

from app import crud
from app.config import settings
from app.database import SessionLocal
from app.models import Comment, Post, User
from app.schemas import LARGEST


def get_db() -> Iterator[Session]:
    """A session for one request. It is closed after the answer, whatever happens."""
    with SessionLocal() as session:
        yield session


def get_page(
    skip: Annotated[int, Query(ge=0, le=LARGEST, description="How many to pass over, from the beginning.")] = 0,
    limit: Annotated[int, Query(ge=1, le=100, description="How many to answer with at most.")] = settings.page_size,
) -> crud.Page:
    """The part of a list that the query asks for."""
    return crud.Page(skip, limit)


Db = Annotated[Session, Depends(get_db)]
AskedPage = Annotated[crud.Page, Depends(get_page)]
UserId = Annotated[int, Path(ge=1, le=LARGEST, description="The id of a user.")]
PostId = Annotated[int, Path(ge=1, le=LARGEST, description="The id of a post.")]
CommentId = Annotated[int, Path(ge=1, le=LARGEST, description="The id of a comment.")]


def get_user(user_id: UserId, db: Db) -> User:
    """The user of the path, or 404."""
    return crud.found(db, User, user_id)


def get_post(post_id: PostId, db: Db) -> Post:
    """The post of the path, or 404."""
    return crud.found(db, Post, post_id)


def get_comment(comment_id: CommentId, db: Db) -> Comment:
    """The comment of the path, or 404."""
    return crud.found(db, Comment, comment_id)


FoundUser = Annotated[User, Depends(get_user)]
FoundPost = Annotated[Post, Depends(get_post)]
FoundComment = Annotated[Comment, Depends(get_comment)]
