"""Fill the database with something to look at: `python seed_data.py`. A second run changes nothing."""

from app.database import Base, SessionLocal, engine
from app.models import Comment, Post, User
from sqlalchemy import select
from sqlalchemy.orm import Session

USERS = ["Amina", "Boris", "Chen"]
POSTS = [
    ("Amina", "A walk in the hills", "It rained all day, and nobody minded."),
    ("Amina", "Bread without a machine", "Flour, water, salt, and a night of patience."),
    ("Boris", "The last tram", "It leaves at ten past one. I know that now."),
    ("Boris", "A bicycle for ten coins", "Two wheels, one brake, no regrets."),
    ("Chen", "Tea, in numbers", "80 degrees, two minutes, one cup."),
    ("Chen", "What the owl saw", "Nothing. It slept, as owls do at noon."),
]
COMMENTS = ["I was there, too.", "More of this!"]


def seed(session: Session) -> int:
    """Add what is missing, and say how many users that were.

    Args:
        session: Where to add it. A user whose e-mail is there already is passed over, with all posts.
    """
    taken = set(session.scalars(select(User.email)))
    new = {name: User(email=email, name=name) for name in USERS if (email := _email(name)) not in taken}
    for writer, title, content in POSTS:
        if writer in new:
            post = Post(title=title, content=content, owner=new[writer])
            post.comments = [Comment(content=text, owner=new[writer]) for text in COMMENTS]
    session.add_all(new.values())
    session.commit()
    return len(new)


def _email(name: str) -> str:
    return f"{name.lower()}@blog.example.com"


if __name__ == "__main__":
    Base.metadata.create_all(engine)
    with SessionLocal() as open_session:
        print(f"New users: {seed(open_session)}")
