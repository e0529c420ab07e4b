"""Notices for job-seekers: written after the answer, by a task of their own."""

import asyncio
import logging
from contextlib import suppress

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from app.database import Database
from app.repositories import applications

logger = logging.getLogger(__name__)

_TRIES = 5


class NoticeWriter:
    """A queue, and the task that empties it, one notice after the other."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._queue: asyncio.Queue[tuple[int, str]] = asyncio.Queue(maxsize=10_000)
        self._writer = asyncio.create_task(self._write_for_ever())

    def add(self, user_id: int, words: str) -> None:
        """Note it down; this never waits."""
        try:
            self._queue.put_nowait((user_id, words))
        except asyncio.QueueFull:
            logger.error("a notice for user %d is lost", user_id)

    async def _write_for_ever(self) -> None:
        while True:
            user_id, words = await self._queue.get()
            for attempt in range(_TRIES):
                try:
                    async with self._database.begin() as connection:
                        await applications.add_notice(connection, user_id, words)
                    break
                except IntegrityError:
                    break  # the user is gone
                except (SQLAlchemyError, OSError) as error:
                    logger.warning("a notice is not written yet: %s", type(error).__name__)
                    await asyncio.sleep(2**attempt)
            self._queue.task_done()

    async def close(self) -> None:
        """Write what is left, if that goes quickly."""
        with suppress(TimeoutError):
            async with asyncio.timeout(3):
                await self._queue.join()
        self._writer.cancel()
        with suppress(asyncio.CancelledError):
            await self._writer
