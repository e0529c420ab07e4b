from app.models import users
from sqlalchemy import delete, func, insert, select, update


def write(db, table, values):
    return db.execute(insert(table).values(values).returning(table.c.id)).scalar_one()


def rewrite(db, table, number, values):
    return db.execute(update(table).where(table.c.id == number).values(values).returning(table.c.id)).scalar()


def erase(db, table, number):
    return db.execute(delete(table).where(table.c.id == number).returning(table.c.id)).scalar()


def owned(table):
    owner = func.json_build_object("id", users.c.id, "name", users.c.name).label("owner")
    return select(table, owner).join(users, users.c.id == table.c.user_id)


def one(db, question, table, number):
    row = db.execute(question.where(table.c.id == number)).mappings().first()
    return row and dict(row)


def many(db, question, page):
    return [dict(row) for row in db.execute(question.offset(page.skip).limit(page.limit)).mappings()]
