"""Answers to searches, kept for a moment."""

import hashlib

from redis.asyncio import Redis

from app.services.redis import Store

_GENERATION = "jobs:generation"


class SearchCache:
    """Every key names a generation. Whoever changes what can be found raises it, and all that was kept is old."""

    def __init__(self, store: Store, seconds: int) -> None:
        self._store = store
        self._seconds = seconds

    async def key(self, parameters: str) -> str | None:
        """Where the answer to this search stands. Ask before the database: then nothing old gets a new key."""

        async def ask(redis: Redis) -> str | None:
            generation = int(await redis.get(_GENERATION) or 0)
            return f"jobs:{generation}:{hashlib.sha256(parameters.encode()).hexdigest()}"

        return await self._store.ask(ask, None)

    async def get(self, key: str | None) -> bytes | str | None:
        """What was kept."""

        async def ask(redis: Redis) -> bytes | str | None:
            return await redis.get(key or "")

        return await self._store.ask(ask, None) if key else None

    async def keep(self, key: str | None, answer: str) -> None:
        """Keep an answer."""

        async def ask(redis: Redis) -> None:
            await redis.set(key or "", answer, ex=self._seconds)

        if key:
            await self._store.ask(ask, None)

    async def renew(self) -> None:
        """All that was kept is old. Call it after the commit."""

        async def ask(redis: Redis) -> None:
            await redis.incr(_GENERATION)

        await self._store.ask(ask, None)
