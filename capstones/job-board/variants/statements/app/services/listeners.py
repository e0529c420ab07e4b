"""Companies that listen for new applications. PostgreSQL tells all processes."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import psycopg

logger = logging.getLogger(__name__)

News = dict[str, Any]


class Listeners:
    """One connection of its own listens, from the first company on."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._queues: dict[int, set[asyncio.Queue[News]]] = defaultdict(set)
        self._listener: asyncio.Task[None] | None = None
        self._is_listening = asyncio.Event()

    @asynccontextmanager
    async def of(self, company_id: int) -> AsyncIterator[asyncio.Queue[News]]:
        """A queue of what is new for a company. Nothing is missed from here on."""
        if self._listener is None:
            self._listener = asyncio.create_task(self._listen_for_ever())
        queue: asyncio.Queue[News] = asyncio.Queue(maxsize=1000)
        self._queues[company_id].add(queue)
        try:
            async with asyncio.timeout(5):
                await self._is_listening.wait()
            yield queue
        finally:
            self._queues[company_id].discard(queue)
            if not self._queues[company_id]:
                del self._queues[company_id]

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                logger.warning("nobody is told of applications: %s", type(error).__name__)
            self._is_listening.clear()
            await asyncio.sleep(1)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True, connect_timeout=3)
        async with connection:
            await connection.execute("LISTEN applications")
            self._is_listening.set()
            async for notification in connection.notifies():
                self._hand_out(json.loads(notification.payload))

    def _hand_out(self, news: News) -> None:
        company_id = news.pop("company_id")
        for queue in self._queues.get(company_id, ()):
            with suppress(asyncio.QueueFull):
                queue.put_nowait({"type": "application", **news})

    async def close(self) -> None:
        """Listen no more."""
        if self._listener is not None:
            self._listener.cancel()
            with suppress(asyncio.CancelledError):
                await self._listener
