"""Users and their posts: read with two questions, and counted with a join. Run it as often as you like."""

from collections.abc import Mapping, Sequence

from database import Base, SessionLocal, engine
from models import Post, User
from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, selectinload


def save_writers(session: Session, written: Mapping[str, Sequence[str]]) -> None:
    """Save the writers and their posts, unless they are there from an earlier run."""
    for name, titles in written.items():
        email = f"{name.lower()}@blog.example"
        if session.scalar(select(User).where(User.email == email)) is None:
            posts = [Post(title=title, content=f"All about it: {title}.") for title in titles]
            session.add(User(email=email, name=name, posts=posts))
    session.commit()


def everybody(session: Session) -> Sequence[User]:
    """All users with their posts: one question for the users, one for all the posts."""
    return session.scalars(select(User).order_by(User.id).options(selectinload(User.posts))).all()


def busiest(session: Session) -> Sequence[Row[str, int]]:
    """Who has written how much, the busiest first: one question, in which the database joins and counts."""
    number = func.count(Post.id)
    question = select(User.name, number).join(User.posts).group_by(User.id).order_by(number.desc(), User.name)
    return session.execute(question).all()


def main() -> None:
    """Save, then read in a session that knows nothing yet."""
    titles = ["Rain in Dakar", "Bread without an oven", "Ten kinds of tea"]
    Base.metadata.create_all(engine)
    with SessionLocal() as session:
        save_writers(session, {"Amina": titles, "Boris": ["A bridge"], "Chen": []})
    with SessionLocal() as session:
        for user in everybody(session):
            print(f"{user.name} has written:")
            for post in user.posts:
                print(f"  {post.title}")
        for name, count in busiest(session):
            print(f"{count:3} {name}")


if __name__ == "__main__":
    main()
