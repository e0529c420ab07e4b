"""What is in the database."""

from datetime import date, datetime

from database import Base
from sqlalchemy import DateTime, func
from sqlalchemy.orm import Mapped, mapped_column


class Note(Base):
    """A row of the table notes."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    text: Mapped[str]
    archived: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    version: Mapped[int] = mapped_column(default=1)

    @property
    def etag(self) -> str:
        """Another text after each change."""
        return f'"{self.version}"'


class Todo(Base):
    """A row of the table todos."""

    __tablename__ = "todos"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    due: Mapped[date | None]
    done: Mapped[bool] = mapped_column(default=False)
