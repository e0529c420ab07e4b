from sqlalchemy import select

from ..models import User


async def add(db, model, body):
    thing = model(**body.model_dump())
    db.add(thing)
    await db.commit()
    await db.refresh(thing)
    return thing


async def change(db, thing, body):
    for name, value in body.model_dump().items():
        setattr(thing, name, value)
    await db.commit()
    return thing


async def remove(db, thing):
    await db.delete(thing)
    await db.commit()


async def page_of_users(db, skip, limit):
    return (await db.scalars(select(User).order_by(User.id).offset(skip).limit(limit))).all()
