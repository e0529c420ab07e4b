"""How to talk to the database."""

from sqlalchemy import MetaData
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import DeclarativeBase

_PATIENCE = 3  # seconds for a connection, so that a database that is away is noticed soon


class Base(DeclarativeBase):
    """The parent of all models. Each constraint gets a name, so that a migration can remove it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )


def make_engine(url: str) -> AsyncEngine:
    """Connections that are looked at before they are used again."""
    return create_async_engine(url, pool_pre_ping=True, pool_size=10, connect_args={"connect_timeout": _PATIENCE})
