import re
from enum import StrEnum

from sqlalchemy import func, or_, select

from ..models import Post


class Order(StrEnum):
    OLDEST = "created_at"
    NEWEST = "-created_at"
    A_TO_Z = "title"
    Z_TO_A = "-title"


BY = {
    Order.OLDEST: (Post.created_at.asc(), Post.id),
    Order.NEWEST: (Post.created_at.desc(), Post.id),
    Order.A_TO_Z: (Post.title.asc(), Post.id),
    Order.Z_TO_A: (Post.title.desc(), Post.id),
}


async def page_of_posts(db, skip, limit, order=Order.OLDEST, user_id=None, q=None):
    question = select(Post)
    if user_id is not None:
        question = question.where(Post.user_id == user_id)
    if q is not None:
        pattern = "%" + re.sub(r"([\\%_])", r"\\\1", q) + "%"
        question = question.where(or_(Post.title.ilike(pattern, escape="\\"), Post.content.ilike(pattern, escape="\\")))
    total = await db.scalar(select(func.count()).select_from(question.subquery()))
    found = await db.scalars(question.order_by(*BY[order]).offset(skip).limit(limit))
    return total, found.all()
