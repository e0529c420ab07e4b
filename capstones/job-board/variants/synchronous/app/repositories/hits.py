"""Hits in MongoDB."""

from datetime import datetime
from typing import Any, TypedDict

from pymongo import MongoClient
from pymongo.errors import OperationFailure

MONTH = 30 * 24 * 60 * 60
PATIENCE = 2_000


class Hit(TypedDict):
    """A request, and how it went."""

    method: str
    path: str
    status: int
    route: str | None
    milliseconds: float
    user_id: int | None
    at: datetime


class HitStore:
    """The collection `hits`. Everything raises PyMongoError after two seconds if MongoDB does not answer."""

    def __init__(self, url: str) -> None:
        self._client: MongoClient[dict[str, Any]] = MongoClient(
            url,
            connect=False,
            timeoutMS=PATIENCE,
            serverSelectionTimeoutMS=PATIENCE,
            connectTimeoutMS=PATIENCE,
        )
        self._hits = self._client.get_default_database()["hits"]
        self._has_index = False

    def write(self, hits: list[Hit]) -> None:
        """Keep some hits, and see to it that they go after a month."""
        if not self._has_index:
            try:
                self._hits.create_index("at", expireAfterSeconds=MONTH)
            except OperationFailure as error:
                if error.timeout:
                    raise
            self._has_index = True
        self._hits.insert_many([dict(hit) for hit in hits], ordered=False)

    def counted(self, since: datetime | None) -> list[dict[str, Any]]:
        """How many hits there are of each method, route and status, and how long they took together."""
        which = {} if since is None else {"at": {"$gte": since}}
        group = {
            "_id": {"method": "$method", "route": "$route", "status": "$status"},
            "hits": {"$sum": 1},
            "milliseconds": {"$sum": "$milliseconds"},
        }
        return list(self._hits.aggregate([{"$match": which}, {"$group": group}]))
