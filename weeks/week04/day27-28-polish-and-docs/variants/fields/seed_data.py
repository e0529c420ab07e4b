"""Demo data, in SQL."""

from app.database import Base, engine
from app.models import Comment, Post, User
from sqlalchemy import func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert


def main() -> None:
    """Insert users; those who are new get posts and comments."""
    Base.metadata.create_all(engine)
    users = [{"email": f"demo{number}@example.org", "name": f"Demo {number}"} for number in range(1, 6)]
    with engine.begin() as connection:
        if connection.scalar(select(func.count()).where(User.email.like("demo%"))):
            print("There are demo users already.")
            return
        new = connection.scalars(upsert(User).values(users).on_conflict_do_nothing().returning(User.id)).all()
        posts = [{"title": f"On {topic}", "content": "...", "user_id": one} for one in new for topic in ("ink", "oil")]
        ids = connection.scalars(insert(Post).values(posts).returning(Post.id)).all()
        comments = [{"content": "Yes.", "post_id": post, "user_id": one} for post in ids for one in new[:2]]
        connection.execute(insert(Comment).values(comments))


if __name__ == "__main__":
    main()
