from app.database import Base
from sqlalchemy import TIMESTAMP, CheckConstraint, Column, Date, ForeignKey, Integer, String, Table, func

statuses = Table("statuses", Base.metadata, Column("name", String(5), primary_key=True))
tasks = Table(
    "tasks",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("title", String(100), CheckConstraint("trim(title) <> ''", name="title"), unique=True, nullable=False),
    Column("description", String(2000), server_default="", nullable=False),
    Column("status", ForeignKey("statuses.name"), server_default="todo", nullable=False),
    Column("due", Date),
    Column("created_at", TIMESTAMP(timezone=True), server_default=func.clock_timestamp(), nullable=False),
    Column("priority", Integer, server_default="3", nullable=False),
    CheckConstraint("priority BETWEEN 1 AND 5", name="priority"),
)


class Task(Base):
    """For env.py, which asks for it."""

    __table__ = tasks
