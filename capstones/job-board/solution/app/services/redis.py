"""Redis, if there is one. Whoever asks says what holds if there is none, or if it is away."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
_PATIENCE = 0.5  # seconds for one answer
_PAUSE = 5.0  # seconds in which it is not asked again after it was away


class Store:
    """A Redis that may be away at any time."""

    def __init__(self, url: str | None) -> None:
        self._redis: Redis | None = None
        if url:
            once = Retry(NoBackoff(), 0)
            self._redis = Redis.from_url(url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE, retry=once)
        self._away_until = 0.0

    @property
    def redis(self) -> Redis | None:
        """None if there is none, or if it was away a moment ago."""
        return self._redis if asyncio.get_running_loop().time() >= self._away_until else None

    async def ask(self, question: Callable[[Redis], Awaitable[Answer]], otherwise: Answer) -> Answer:
        """The answer to a question, or what is said instead of it."""
        if (redis := self.redis) is None:
            return otherwise
        try:
            return await question(redis)
        except (RedisError, OSError) as error:
            self.was_away(error)
            return otherwise

    def was_away(self, error: Any) -> None:
        """Leave it alone for a moment."""
        self._away_until = asyncio.get_running_loop().time() + _PAUSE
        logger.warning("Redis is away: %s", type(error).__name__)

    async def close(self) -> None:
        """Give the connections back."""
        if self._redis is not None:
            await self._redis.aclose()
