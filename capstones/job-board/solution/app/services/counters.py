"""How often something has happened within some time: in Redis, or in memory while there is none."""

import time
from collections.abc import Callable

from redis.asyncio import Redis

from app.services.redis import Store

_MOST = 10_000  # in memory; then the oldest are forgotten


class Counters:
    """Counts by name."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._own: dict[str, tuple[int, float]] = {}

    async def count(self, name: str, seconds: int) -> tuple[int, int]:
        """Count once more; answer with how often it was, and after how many seconds the count begins anew."""

        async def ask(redis: Redis) -> tuple[int, int] | None:
            async with redis.pipeline(transaction=True) as together:
                together.set(f"count:{name}", 0, ex=seconds, nx=True)
                together.incr(f"count:{name}")
                together.ttl(f"count:{name}")
                _, made, left = await together.execute()
            return int(made), max(int(left), 1)

        return await self._store.ask(ask, None) or self._count_here(name, seconds)

    async def forget(self, name: str) -> None:
        """The count begins anew."""

        async def ask(redis: Redis) -> None:
            await redis.delete(f"count:{name}")

        await self._store.ask(ask, None)
        self._own.pop(name, None)

    def _count_here(self, name: str, seconds: int) -> tuple[int, int]:
        now = self._clock()
        made, end = self._own.get(name, (0, now + seconds))
        if end <= now:
            made, end = 0, now + seconds
        self._own[name] = (made + 1, end)
        if len(self._own) > _MOST:
            del self._own[next(iter(self._own))]
        return made + 1, max(int(end - now), 1)
