"""What the application holds while it runs: connections, queues, counters."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from app.database import make_engine
from app.security import Tokens
from app.services.cache import SearchCache
from app.services.counters import Counters
from app.services.hits import HitLog
from app.services.listeners import Listeners
from app.services.redis import Store
from app.settings import Settings


@dataclass(frozen=True)
class Resources:
    """Everything that requests share."""

    sessions: async_sessionmaker[AsyncSession]
    tokens: Tokens
    counters: Counters
    cache: SearchCache
    hits: HitLog
    listeners: Listeners


@contextlib.asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Resources]:
    """All of them, until the end of the block. Nothing is connected before somebody needs it."""
    engine = make_engine(settings.database_url)
    store = Store(settings.redis_url)
    hits = HitLog(settings.mongo_url)
    hits.start()
    lives = timedelta(minutes=settings.access_minutes), timedelta(days=settings.refresh_days)
    try:
        yield Resources(
            sessions=async_sessionmaker(engine, expire_on_commit=False),
            tokens=Tokens(settings.jwt_secret, *lives),
            counters=Counters(store),
            cache=SearchCache(store, settings.cache_seconds),
            hits=hits,
            listeners=Listeners(store),
        )
    finally:
        await hits.close()
        await store.close()
        await engine.dispose()
