"""What is in the database."""

from database import Base


class User(Base):
    """A row of the table users."""

    __abstract__ = True  # this line goes when the columns are there
