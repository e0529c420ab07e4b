from __future__ import annotations

from datetime import datetime

from database import Base as Plain
from sqlalchemy import BigInteger, DateTime, ForeignKey, Text, func
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column, relationship


class Base(MappedAsDataclass, Plain):
    __abstract__ = True


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(BigInteger, init=False, primary_key=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), init=False, server_default=func.now())
    posts: Mapped[list[Post]] = relationship(
        init=False, back_populates="owner", viewonly=False, passive_deletes="all", repr=False
    )


class Post(Base):
    __tablename__ = "posts"

    id: Mapped[int] = mapped_column(BigInteger, init=False, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id, ondelete="CASCADE"), index=True)
    owner: Mapped[User] = relationship(init=False, back_populates="posts")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), init=False, server_default=func.now())
