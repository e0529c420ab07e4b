"""What lives as long as the application runs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from app.cursors import Cursors
from app.database import Database
from app.repositories.hits import HitLog
from app.security import Tokens
from app.services.accounts import Accounts
from app.services.applications import Applications
from app.services.cache import SearchCache
from app.services.jobs import Jobs
from app.services.limits import RequestLimit
from app.services.listeners import Listeners
from app.services.notices import NoticeWriter
from app.services.redis_store import RedisStore
from app.settings import Settings


@dataclass(frozen=True)
class Resources:
    """All services, put together."""

    database: Database
    tokens: Tokens
    cursors: Cursors
    accounts: Accounts
    jobs: Jobs
    applications: Applications
    listeners: Listeners
    hits: HitLog | None
    limit: RequestLimit | None


@asynccontextmanager
async def open_resources(settings: Settings) -> AsyncIterator[Resources]:
    """Make everything, and end it in the opposite order. Nothing is asked of a service here."""
    database = Database(settings.database_url)
    tokens = Tokens(
        settings.jwt_secret, timedelta(minutes=settings.access_minutes), timedelta(days=settings.refresh_days)
    )
    cursors = Cursors(settings.jwt_secret)
    store = RedisStore(settings.redis_url)
    cache = SearchCache(store, settings.cache_seconds)
    notices = NoticeWriter(database)
    listeners = Listeners(settings.database_url)
    hits = HitLog(settings.mongo_url) if settings.mongo_url else None
    try:
        yield Resources(
            database=database,
            tokens=tokens,
            cursors=cursors,
            accounts=Accounts(database, tokens, cursors, cache),
            jobs=Jobs(database, cursors, cache),
            applications=Applications(database, cursors, notices),
            listeners=listeners,
            hits=hits,
            limit=RequestLimit(store, settings.rate_limit) if settings.rate_limit else None,
        )
    finally:
        await listeners.close()
        await notices.close()
        if hits is not None:
            await hits.close()
        await store.close()
        await database.close()
