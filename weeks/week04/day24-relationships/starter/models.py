"""What is in the database."""

from datetime import datetime

from database import Base
from sqlalchemy import DateTime, func
from sqlalchemy.orm import Mapped, mapped_column


class User(Base):
    """A row of the table users."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Post(Base):
    """A row of the table posts."""

    __abstract__ = True  # this line goes when the columns are there
