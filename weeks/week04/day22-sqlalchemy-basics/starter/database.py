"""The engine, the sessions, and what all models have in common."""

from sqlalchemy.orm import DeclarativeBase

# Two names are missing here:
# engine        knows the database whose address is in the environment variable DATABASE_URL
# SessionLocal  makes sessions that work with this engine


class Base(DeclarativeBase):
    """What all models have in common."""
