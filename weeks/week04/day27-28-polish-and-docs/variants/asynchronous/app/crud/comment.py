"""Statements about comments."""

from sqlalchemy import select

from ..models import Comment


async def page_of_comments(db, skip, limit, *conditions):
    """Page of comments: `db`, `skip`, `limit`, `conditions` say where and what."""
    question = select(Comment).where(*conditions).order_by(Comment.id).offset(skip).limit(limit)
    return (await db.scalars(question)).all()
