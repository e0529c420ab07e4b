import itertools

from database import Base, engine
from models import Post, User
from sqlalchemy import insert, select

USERS, POSTS = User.__table__, Post.__table__
Base.metadata.create_all(engine)

with engine.begin() as connection:
    if not connection.scalar(select(USERS.c.id).where(USERS.c.email == "demo@example.com")):
        owner = connection.scalar(insert(USERS).values(email="demo@example.com", name="Demo").returning(USERS.c.id))
        posts = [{"title": title, "content": title * 3, "user_id": owner} for title in "ABC"]
        connection.execute(insert(POSTS), posts)

with engine.connect() as connection:
    joined = select(USERS.c.id, USERS.c.name, POSTS.c.title).outerjoin_from(USERS, POSTS).order_by(USERS.c.id)
    for (_, name), rows in itertools.groupby(connection.execute(joined), key=lambda row: row[:2]):
        print(name, *(row.title or "nothing" for row in rows), sep="\n - ")
