"""Pages that were found lately."""

import hashlib
import json
import uuid
from typing import Any

from app.services.redis_store import RedisStore

_GENERATION = "search:generation"


class SearchCache:
    """Keeps answers under the name of a generation. A change of jobs begins another one.

    A search reads the generation before it reads the database: what was read before a change can only be kept under
    the old name. If Redis was away during a change, nothing is taken from it until the new generation is there.
    """

    def __init__(self, store: RedisStore, seconds: int) -> None:
        self._store = store
        self._seconds = seconds
        self._is_stale = False

    async def key_for(self, question: dict[str, Any]) -> str | None:
        """Where the answer to a question is kept now; None if nothing can be kept."""
        if self._is_stale:
            await self.forget()
        if self._seconds == 0 or self._is_stale:
            return None
        generation = await self._read(_GENERATION)
        if generation is None and (generation := await self._begin_generation()) is None:
            return None
        text = json.dumps(question, sort_keys=True, default=str)
        return f"search:{generation}:{hashlib.sha256(text.encode()).hexdigest()}"

    async def _begin_generation(self) -> str | None:
        redis = self._store.client
        if redis is None:
            return None
        generation = uuid.uuid4().hex
        if await self._store.ask(redis.set(_GENERATION, generation)) is None:
            return None
        return generation

    async def get(self, key: str | None) -> str | None:
        """What is kept there."""
        return None if key is None else await self._read(key)

    async def _read(self, key: str) -> str | None:
        redis = self._store.client
        value = None if redis is None else await self._store.ask(redis.get(key))
        return None if value is None else str(value)

    async def put(self, key: str | None, answer: str) -> None:
        """Keep an answer for a while."""
        redis = self._store.client
        if key is not None and redis is not None:
            await self._store.ask(redis.set(key, answer, ex=self._seconds))

    async def forget(self) -> None:
        """Jobs have changed: from now on, nothing that was kept before is true."""
        self._is_stale = True
        self._is_stale = await self._begin_generation() is None
