"""Redis, which may be away at any time: then everything here answers None."""

import logging
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.settings import get_settings

T = TypeVar("T")
PAUSE = 2.0
log = logging.getLogger(__name__)


class Cache:
    """A Redis that is left alone for a moment after it has failed."""

    def __init__(self, url: str | None) -> None:
        self._ask_again_at = 0.0
        self._redis: redis.Redis | None = None
        if url is not None:
            self._redis = redis.Redis.from_url(
                url,
                decode_responses=True,
                socket_timeout=0.5,
                socket_connect_timeout=0.5,
                retry=Retry(NoBackoff(), 0),
            )

    def _ask(self, question: Callable[[redis.Redis], T]) -> T | None:
        if self._redis is None or time.monotonic() < self._ask_again_at:
            return None
        try:
            return question(self._redis)
        except redis.RedisError as error:
            self._ask_again_at = time.monotonic() + PAUSE
            log.warning("Redis is away (%s)", type(error).__name__)
            return None

    def get(self, key: str) -> str | None:
        """What has been kept."""
        value = self._ask(lambda client: client.get(key))
        return value if isinstance(value, str) else None

    def keep(self, key: str, value: str, seconds: int) -> None:
        """Keep it for so long."""
        self._ask(lambda client: client.set(key, value, ex=seconds))

    def count(self, key: str, seconds: int) -> int | None:
        """How often this key has been counted, this time included."""

        def increase(client: redis.Redis) -> int:
            with client.pipeline() as pipeline:
                pipeline.incr(key)
                pipeline.expire(key, seconds)
                return int(pipeline.execute()[0])

        return self._ask(increase)


@cache
def get_cache() -> Cache:
    """The cache of this process."""
    return Cache(get_settings().redis_url)
