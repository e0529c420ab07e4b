"""Every request, kept in MongoDB. No request waits for it."""

import asyncio
import contextlib
import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pymongo
from pymongo import AsyncMongoClient
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import PyMongoError

from app.errors import Unavailable
from app.schemas.hits import Hits, RouteHits

logger = logging.getLogger(__name__)
Document = dict[str, Any]
_WAITING, _AT_ONCE = 10_000, 500
PATIENCE = 2.0  # seconds for MongoDB to answer
_LIFE = 30 * 24 * 3600


@dataclass(frozen=True)
class Hit:
    """One request and its answer, without what was said in them."""

    method: str
    path: str
    route: str | None
    status: int
    milliseconds: float
    user_id: int | None
    at: datetime


class HitLog:
    """A queue that requests put their hits into, and a task that writes them. If it is full, hits are lost."""

    def __init__(self, url: str | None) -> None:
        self._client: AsyncMongoClient[Document] | None = None
        if url:
            patience = int(PATIENCE * 1000)
            self._client = AsyncMongoClient(
                url, timeoutMS=patience, serverSelectionTimeoutMS=patience, connectTimeoutMS=patience, tz_aware=True
            )
        self._queue: asyncio.Queue[Hit] = asyncio.Queue(_WAITING)
        self._task: asyncio.Task[None] | None = None
        self._has_index = False
        self._is_away = False

    def start(self) -> None:
        """Begin to write."""
        if self._client is not None:
            self._task = asyncio.create_task(self._write_on())

    def put(self, hit: Hit) -> None:
        """Keep a hit, if there is room for it."""
        if self._client is not None:
            with contextlib.suppress(asyncio.QueueFull):
                self._queue.put_nowait(hit)

    async def close(self) -> None:
        """Write what is waiting, if that does not take long."""
        if self._task is not None:
            if not self._is_away:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._queue.join(), PATIENCE)
            self._task.cancel()
        if self._client is not None:
            await self._client.close()

    async def figures(self, since: datetime | None) -> Hits:
        """What MongoDB has counted."""
        if self._client is None:
            raise Unavailable("No hits are kept: MONGO_URL is missing.")
        which: Document = {"$match": {"at": {"$gte": since}} if since else {}}
        try:
            with pymongo.timeout(PATIENCE):
                return await self._count(which)
        except PyMongoError:
            raise Unavailable("MongoDB cannot be reached. Try again later.") from None

    async def _count(self, which: Document) -> Hits:
        is_error = {"$cond": [{"$gte": ["$status", 400]}, 1, 0]}
        by_route: Document = {
            "_id": {"method": "$method", "route": "$route"},
            "hits": {"$sum": 1},
            "errors": {"$sum": is_error},
            "average_ms": {"$avg": "$milliseconds"},
        }
        order: Document = {"$sort": {"hits": -1, "_id": 1}}
        routes = await self._all(which, {"$group": by_route}, order)
        statuses = await self._all(which, {"$group": {"_id": "$status", "hits": {"$sum": 1}}}, {"$sort": {"_id": 1}})
        return Hits(
            total=sum(one["hits"] for one in statuses),
            by_route=[RouteHits(**{**one.pop("_id"), **one}) for one in routes],
            by_status={str(one["_id"]): one["hits"] for one in statuses},
        )

    async def _all(self, *stages: Document) -> list[Document]:
        return await (await self._collection.aggregate(list(stages))).to_list()

    @property
    def _collection(self) -> AsyncCollection[Document]:
        assert self._client is not None
        return self._client.get_default_database()["hits"]

    async def _write_on(self) -> None:
        while True:
            hits = [await self._queue.get()]
            while len(hits) < _AT_ONCE and not self._queue.empty():
                hits.append(self._queue.get_nowait())
            await self._write(hits)
            for _ in hits:
                self._queue.task_done()

    async def _write(self, hits: list[Hit]) -> None:
        try:
            if not self._has_index:
                await self._collection.create_index("at", expireAfterSeconds=_LIFE)
                self._has_index = True
            await self._collection.insert_many([asdict(hit) for hit in hits], ordered=False)
            self._is_away = False
        except PyMongoError as error:
            if not self._is_away:
                logger.warning("Hits are lost, MongoDB is away: %s", type(error).__name__)
            self._is_away = True
