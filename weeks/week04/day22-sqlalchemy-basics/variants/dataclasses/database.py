"""Models are dataclasses, too."""

from os import environ

import sqlalchemy as sa
from sqlalchemy import orm

engine = sa.create_engine(environ["DATABASE_URL"])
SessionLocal = orm.scoped_session(orm.sessionmaker(bind=engine, autoflush=False))


class Base(orm.MappedAsDataclass, orm.DeclarativeBase):
    """A dataclass and a table."""
