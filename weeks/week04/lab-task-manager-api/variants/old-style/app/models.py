from app.database import Base
from sqlalchemy import CheckConstraint, Column, Date, DateTime, Enum, Integer, String, func, text


class Task(Base):
    __tablename__ = "tasks"

    id = Column(Integer, primary_key=True, index=True)
    title = Column(String, unique=True, nullable=False, index=True)
    description = Column(String, nullable=False, server_default=text("''"), default="")
    status = Column(
        Enum("todo", "doing", "done", native_enum=False, create_constraint=True, name="allowed"),
        nullable=False,
        server_default="todo",
    )
    priority = Column(Integer, nullable=False, server_default=text("3"), default=3)
    due = Column(Date)
    created_at = Column(DateTime, nullable=False, server_default=func.now())
    __table_args__ = (CheckConstraint("priority IN (1, 2, 3, 4, 5)", name="known"),)
