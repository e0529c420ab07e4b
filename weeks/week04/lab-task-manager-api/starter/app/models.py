"""What is in the database."""

from app.database import Base


class Task(Base):
    """A row of the table tasks."""

    __abstract__ = True  # this line goes when the columns are there
