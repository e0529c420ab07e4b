from sqlalchemy import select

from ..models import Comment


async def page_of_comments(db, skip, limit, *conditions):
    question = select(Comment).where(*conditions).order_by(Comment.id).offset(skip).limit(limit)
    return (await db.scalars(question)).all()
