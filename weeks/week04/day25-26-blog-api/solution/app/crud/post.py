"""What can be done with posts."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from app.crud import Page, commit
from app.models import Post
from app.schemas.post import PostChange, PostIn, Sort

_COLUMNS: Mapping[str, InstrumentedAttribute[Any]] = {"created_at": Post.created_at, "title": Post.title}


def create(session: Session, new: PostIn) -> Post:
    """Keep a new post. The database knows whether its user is there."""
    post = Post(**new.model_dump())
    session.add(post)
    commit(session, "A post belongs to a user who is there.")
    return post


def listed(
    session: Session, page: Page, sort: Sort = "created_at", user_id: int | None = None, text: str | None = None
) -> Sequence[Post]:
    """A page of posts. Among equal ones the id decides, so that each is on one page only."""
    column = _COLUMNS[sort.removeprefix("-")]
    order = [column.desc(), Post.id.desc()] if sort.startswith("-") else [column, Post.id]
    question = select(Post).where(*_conditions(user_id, text)).order_by(*order).options(selectinload(Post.owner))
    return session.scalars(page.of(question)).all()


def count(session: Session, user_id: int | None = None, text: str | None = None) -> int:
    """How many there are on all pages together."""
    return session.scalars(select(func.count(Post.id)).where(*_conditions(user_id, text))).one()


def change(session: Session, post: Post, new: PostChange) -> Post:
    """Put new values in the place of the old ones."""
    post.title, post.content = new.title, new.content
    session.commit()
    return post


def _conditions(user_id: int | None, text: str | None) -> list[ColumnElement[bool]]:
    conditions = []
    if user_id is not None:
        conditions.append(Post.user_id == user_id)
    if text:
        in_title, in_content = (part.icontains(text, autoescape=True) for part in (Post.title, Post.content))
        conditions.append(in_title | in_content)
    return conditions
