"""The way to Redis. Everything works without it."""

import asyncio
import logging
import time
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

T = TypeVar("T")

_PATIENCE = 0.5
_PAUSE = 5.0


class RedisStore:
    """Asks Redis for a short while only; after a failure not at all for some seconds."""

    def __init__(self, url: str | None) -> None:
        self._redis: Redis | None = None
        if url is not None:
            self._redis = Redis.from_url(
                url,
                decode_responses=True,
                socket_timeout=_PATIENCE,
                socket_connect_timeout=_PATIENCE,
                retry=Retry(NoBackoff(), 1),
            )
        self._away_until = 0.0

    @property
    def client(self) -> Redis | None:
        """The client, if it is worth a try."""
        return self._redis if time.monotonic() >= self._away_until else None

    async def ask(self, question: Awaitable[T]) -> T | None:
        """The answer, or None if Redis is away."""
        try:
            async with asyncio.timeout(_PATIENCE * 2):
                return await question
        except (RedisError, OSError, TimeoutError) as error:
            self._away_until = time.monotonic() + _PAUSE
            logger.warning("Redis is away: %s", type(error).__name__)
            return None

    async def close(self) -> None:
        """Give the connections back."""
        if self._redis is not None:
            with suppress(RedisError, OSError, TimeoutError):
                async with asyncio.timeout(2):
                    await self._redis.aclose()
