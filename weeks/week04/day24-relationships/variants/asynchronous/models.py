import datetime

from database import Base
from sqlalchemy import Column, ForeignKeyConstraint, Identity, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship


def now():
    return datetime.datetime.now(datetime.UTC).isoformat()


class User(Base):
    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email", name="one_user_for_each_email"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    email: Mapped[str] = mapped_column(String(320), nullable=False)
    name: Mapped[str] = mapped_column(String(50), nullable=False)
    created_at: Mapped[str] = mapped_column(String(40), default=now)
    posts = relationship("Post", back_populates="owner", lazy="raise", order_by="Post.id", passive_deletes="all")


class Post(Base):
    __tablename__ = "posts"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], name="owner_exists", ondelete="CASCADE", deferrable=True),
        Index("posts_of_a_user", "user_id", "id"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    title: Mapped[str] = mapped_column(String(100))
    content: Mapped[str] = mapped_column(String(5000))
    user_id = Column(Integer, nullable=False)
    created_at: Mapped[str] = mapped_column(String(40), default=now)
    owner: Mapped[User] = relationship(User, back_populates="posts", lazy="raise")
