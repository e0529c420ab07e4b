import asyncio
import uuid

from database import AsyncSessionLocal, Base, engine
from models import Post, User
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload


async def demo():
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with AsyncSessionLocal() as db, db.begin():
        user = User(email=f"{uuid.uuid4()}@example.com", name="A writer")
        db.add(user)
        user.posts = [Post(title=f"Part {number}", content="...") for number in range(3)]
    async with AsyncSessionLocal() as db:
        for one in (await db.scalars(select(User).options(selectinload(User.posts)))).all():
            print(one.name, [post.title for post in one.posts])
    async with AsyncSessionLocal() as db:
        question = select(Post).join(Post.owner).where(User.name == "A writer").options(contains_eager(Post.owner))
        for post in await db.scalars(question):
            print(post.title, "by", post.owner.name)
    await engine.dispose()


asyncio.run(demo())
