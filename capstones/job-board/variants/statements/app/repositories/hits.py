"""The collection hits in MongoDB."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, AsyncMongoClient
from pymongo.errors import PyMongoError

logger = logging.getLogger(__name__)

_KEPT_SECONDS = 30 * 24 * 60 * 60
_BATCH = 200

Document = dict[str, Any]


class HitLog:
    """Takes notes at once, and writes them when it can. What finds no room is lost."""

    def __init__(self, url: str) -> None:
        self._client: AsyncMongoClient[Document] = AsyncMongoClient(
            url,
            serverSelectionTimeoutMS=2000,
            connectTimeoutMS=2000,
            socketTimeoutMS=2500,
            timeoutMS=2500,
            tz_aware=True,
        )
        self._hits = self._client.get_default_database()["hits"]
        self._queue: asyncio.Queue[Document] = asyncio.Queue(maxsize=2000)
        self._has_index = False
        self._writer = asyncio.create_task(self._write_for_ever())

    def note(self, hit: Document) -> None:
        """Put a note down; this never waits and never fails."""
        with suppress(asyncio.QueueFull):
            self._queue.put_nowait(hit)

    async def _write_for_ever(self) -> None:
        while True:
            batch = [await self._queue.get()]
            while len(batch) < _BATCH and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            try:
                await self._write(batch)
            except Exception as error:  # whatever happens to these, the next ones are written
                self._has_index = False
                logger.warning("%d hits are lost: %s", len(batch), type(error).__name__)
            finally:
                for _ in batch:
                    self._queue.task_done()

    async def _write(self, batch: list[Document]) -> None:
        async with asyncio.timeout(5):
            if not self._has_index:
                await self._hits.create_index([("at", ASCENDING)], name="thirty_days", expireAfterSeconds=_KEPT_SECONDS)
                self._has_index = True
            await self._hits.insert_many(batch, ordered=False)

    async def figures(self, since: datetime | None) -> Document | None:
        """How many hits there were, by route and by status; None if MongoDB is away."""
        match: list[Document] = [] if since is None else [{"$match": {"at": {"$gte": since}}}]
        errors = {"$sum": {"$cond": [{"$gte": ["$status", 400]}, 1, 0]}}
        by_route: list[Document] = [
            *match,
            {
                "$group": {
                    "_id": {"method": "$method", "route": "$route"},
                    "hits": {"$sum": 1},
                    "errors": errors,
                    "average_ms": {"$avg": "$milliseconds"},
                }
            },
        ]
        by_status: list[Document] = [*match, {"$group": {"_id": "$status", "hits": {"$sum": 1}}}]
        try:
            async with asyncio.timeout(2.5):
                routes = await (await self._hits.aggregate(by_route)).to_list()
                statuses = await (await self._hits.aggregate(by_status)).to_list()
        except (PyMongoError, TimeoutError, OSError):
            return None
        rows = [
            {
                "method": row["_id"]["method"],
                "route": row["_id"].get("route"),
                "hits": row["hits"],
                "errors": row["errors"],
                "average_ms": round(row["average_ms"] or 0.0, 3),
            }
            for row in routes
        ]
        rows.sort(key=lambda row: (-row["hits"], row["route"] or "", row["method"]))
        counted = {str(row["_id"]): row["hits"] for row in sorted(statuses, key=lambda row: row["_id"])}
        return {"total": sum(row["hits"] for row in rows), "by_route": rows, "by_status": counted}

    async def close(self) -> None:
        """Write what is there, if that goes quickly, and end."""
        with suppress(TimeoutError):
            async with asyncio.timeout(2):
                await self._queue.join()
        self._writer.cancel()
        with suppress(asyncio.CancelledError, TimeoutError):
            async with asyncio.timeout(2):
                await self._writer
        with suppress(PyMongoError, TimeoutError):
            async with asyncio.timeout(2):
                await self._client.close()
