"""Companies that listen for applications: by Redis in all processes, without it in this one."""

import asyncio
import contextlib
import json
from collections import defaultdict
from collections.abc import AsyncIterator

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from app.services.redis import Store

Message = dict[str, str | int]
Queue = asyncio.Queue[Message]
_MOST = 100  # messages that wait for one listener; then the newest are lost


class Listeners:
    """Who listens here, by company."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queues: defaultdict[int, set[Queue]] = defaultdict(set)

    @contextlib.asynccontextmanager
    async def listen(self, company_id: int) -> AsyncIterator[Queue]:
        """A queue with what comes for this company, as long as the block lasts."""
        queue: Queue = asyncio.Queue(_MOST)
        self._queues[company_id].add(queue)
        channel = await self._store.ask(lambda redis: _subscribed(redis, company_id), None)
        task = asyncio.create_task(_forward(channel, queue)) if channel else None
        try:
            yield queue
        finally:
            self._queues[company_id].discard(queue)
            if task and channel:
                task.cancel()
                with contextlib.suppress(RedisError, OSError):
                    await channel.aclose()  # type: ignore[no-untyped-call]

    async def tell(self, company_id: int, message: Message) -> None:
        """Tell all who listen for this company."""

        async def ask(redis: Redis) -> bool:
            await redis.publish(_name(company_id), json.dumps(message))
            return True

        if not await self._store.ask(ask, False):
            for queue in self._queues[company_id]:
                _put(queue, message)


async def _subscribed(redis: Redis, company_id: int) -> PubSub | None:
    channel = redis.pubsub()
    await channel.subscribe(_name(company_id))
    await channel.get_message(timeout=1)  # Redis says that it has understood
    return channel


async def _forward(channel: PubSub, queue: Queue) -> None:
    with contextlib.suppress(RedisError, OSError):
        while True:
            message = await channel.get_message(ignore_subscribe_messages=True, timeout=None)
            if message:
                _put(queue, json.loads(message["data"]))


def _put(queue: Queue, message: Message) -> None:
    with contextlib.suppress(asyncio.QueueFull):
        queue.put_nowait(message)


def _name(company_id: int) -> str:
    return f"applications:{company_id}"
