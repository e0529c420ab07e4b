"""Seeds."""

import asyncio

from app.database import Base, SessionLocal, engine
from app.models import Comment, Post, User
from sqlalchemy import func, select


async def main():
    """Only an empty database is filled."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with SessionLocal() as session:
        if await session.scalar(select(func.count(User.id))):
            print("not empty")
        else:
            for number in range(1, 4):
                user = User(email=f"u{number}@example.com", name=f"User {number}")
                posts = [Post(title=f"Title {n}", content=f"Content {n}", owner=user) for n in range(3)]
                session.add_all([user, *posts])
                await session.flush()
                session.add_all(Comment(content="...", post_id=post.id, owner=user) for post in posts for _ in range(2))
            await session.commit()
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main())
