import datetime
import enum

from sqlalchemy import CheckConstraint, Enum, Identity, Index, SmallInteger, Text, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from .database import Base


class Status(enum.StrEnum):
    todo = enum.auto()
    doing = enum.auto()
    done = enum.auto()

    def may_become(self, other: "Status") -> bool:
        match self, other:
            case Status.todo, Status.done:
                return False
            case Status.done, Status.doing:
                return False
        return True


class Task(Base):
    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(Identity(always=True), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, server_default=text("''"))
    status: Mapped[Status] = mapped_column(Enum(Status, name="task_status"), server_default=Status.todo.value)
    due: Mapped[datetime.date | None]
    created_at: Mapped[datetime.datetime] = mapped_column(TIMESTAMP(timezone=True), server_default=func.now())
    priority: Mapped[int] = mapped_column(SmallInteger, server_default=text("3"))
    __table_args__ = (
        UniqueConstraint("title", name="one_title"),
        CheckConstraint("length(trim(title)) BETWEEN 1 AND 100", name="title_length"),
        CheckConstraint("priority > 0 AND priority < 6", name="one_to_five"),
        Index("by_due", "due"),
    )
