"""How many requests a client has in a minute."""

import time
from collections import Counter

from redis.asyncio import Redis

from app.services.redis_store import RedisStore


async def _count(redis: Redis, key: str) -> int:
    async with redis.pipeline(transaction=True) as pipeline:
        pipeline.incr(key)
        pipeline.expire(key, 120)
        return int((await pipeline.execute())[0])


class RequestLimit:
    """Counts in this process, and in Redis for all processes. Without Redis, the first count is left."""

    def __init__(self, store: RedisStore, most: int) -> None:
        self._store = store
        self._most = most
        self._minute = 0
        self._counts: Counter[str] = Counter()

    async def seconds_to_wait(self, client: str) -> int:
        """0 if one more request is welcome."""
        now = time.time()
        minute = int(now // 60)
        if minute != self._minute:
            self._minute = minute
            self._counts.clear()
        self._counts[client] += 1
        is_too_many = self._counts[client] > self._most
        redis = self._store.client
        if not is_too_many and redis is not None:
            key = f"requests:{minute}:{client}"
            count = await self._store.ask(_count(redis, key))
            is_too_many = count is not None and count > self._most
        return 60 - int(now % 60) if is_too_many else 0
