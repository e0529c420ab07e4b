"""The way to PostgreSQL."""

from functools import cache

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from app.settings import get_database_url


@cache
def get_engine() -> Engine:
    """The pool of connections, made when it is first needed."""
    return create_engine(
        get_database_url(),
        pool_size=10,
        max_overflow=20,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": 3, "options": "-c timezone=utc", "prepare_threshold": None},
    )


@cache
def _prober() -> Engine:
    return create_engine(get_database_url(), poolclass=NullPool, connect_args={"connect_timeout": 2})


def open_session() -> Session:
    """A session for a `with`. Routes open it inside of their own thread, so a waiting request holds no connection."""
    return Session(get_engine(), expire_on_commit=False)


def is_database_there() -> bool:
    """Whether a new connection can be made and answers."""
    try:
        with _prober().connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
