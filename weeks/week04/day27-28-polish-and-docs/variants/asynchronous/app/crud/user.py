"""Statements about users, and what all things share."""

from sqlalchemy import select

from ..models import User


async def add(db, model, body):
    """Add: `db`, `model`, `body` say where and what."""
    thing = model(**body.model_dump())
    db.add(thing)
    await db.commit()
    await db.refresh(thing)
    return thing


async def change(db, thing, body):
    """Change: `db`, `thing`, `body` say where and what."""
    for name, value in body.model_dump().items():
        setattr(thing, name, value)
    await db.commit()
    return thing


async def remove(db, thing):
    """Remove: `db`, `thing` say where and what."""
    await db.delete(thing)
    await db.commit()


async def page_of_users(db, skip, limit):
    """Page of users: `db`, `skip`, `limit` say where and what."""
    return (await db.scalars(select(User).order_by(User.id).offset(skip).limit(limit))).all()
