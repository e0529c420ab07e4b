"""The way to PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine


def driver_url(url: str) -> URL:
    """The address with the driver that this program uses."""
    return make_url(url).set(drivername="postgresql+psycopg")


class Database:
    """An engine, and transactions of it."""

    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(
            driver_url(url),
            pool_size=10,
            max_overflow=10,
            pool_timeout=10,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": 3, "prepare_threshold": None, "options": "-c timezone=UTC"},
        )

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A transaction: kept at the end, or undone by an exception."""
        async with self.engine.begin() as connection:
            yield connection

    async def is_there(self) -> bool:
        """Whether the database answers, and soon."""
        try:
            async with asyncio.timeout(4), self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (SQLAlchemyError, OSError, TimeoutError):
            return False
        return True

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()
