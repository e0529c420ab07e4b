"""What can be done with comments."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.crud import Page, commit
from app.models import Comment, Post
from app.schemas.comment import CommentChange, CommentIn


def create(session: Session, new: CommentIn) -> Comment:
    """Keep a new comment. The database knows whether its post and its user are there."""
    comment = Comment(**new.model_dump())
    session.add(comment)
    commit(session, "A comment belongs to a post and a user who are there.")
    return comment


def listed(session: Session, page: Page, post: Post | None = None) -> Sequence[Comment]:
    """A page of all comments, or of those on one post, the oldest first."""
    question = select(Comment).order_by(Comment.id).options(selectinload(Comment.owner))
    if post is not None:
        question = question.where(Comment.post_id == post.id)
    return session.scalars(page.of(question)).all()


def change(session: Session, comment: Comment, new: CommentChange) -> Comment:
    """Put a new text in the place of the old one."""
    comment.content = new.content
    session.commit()
    return comment
