"""What can be done with comments."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.crud import Page, commit
from app.models import Comment, Post
from app.schemas.comment import CommentChange, CommentIn


def create(session: Session, new: CommentIn) -> Comment:
    """Keep a new comment.

    Args:
        session: Where to keep it.
        new: What is in it, who has written it, and on which post.

    Raises:
        Conflict: There is no such post, or no such user.
    """
    comment = Comment(**new.model_dump())
    session.add(comment)
    commit(session, "A comment belongs to a post and a user who are there.")
    return comment


def listed(session: Session, page: Page, post: Post | None = None) -> Sequence[Comment]:
    """A page of comments, the oldest first.

    Args:
        session: Where to look.
        page: The part of the list.
        post: Only comments on this post, if it is given.
    """
    question = select(Comment).order_by(Comment.id).options(selectinload(Comment.owner))
    if post is not None:
        question = question.where(Comment.post_id == post.id)
    return session.scalars(page.of(question)).all()


def change(session: Session, comment: Comment, new: CommentChange) -> Comment:
    """Put a new text in the place of the old one.

    Args:
        session: Where the comment comes from.
        comment: What is changed.
        new: The new text.
    """
    comment.content = new.content
    session.commit()
    return comment
