"""The log of what has happened. Two seconds of waiting stand for a slow disk."""

import asyncio
import logging
from datetime import datetime

TRIES = 3

logger = logging.getLogger(__name__)
one_at_a_time = asyncio.Lock()  # who comes first is served first, so the lines keep their order


async def note(what: str, parcel_id: int) -> None:
    """Add a line to the log. If the disk fails, try again, and at last say so on the terminal."""
    async with one_at_a_time:
        for attempt in range(1, TRIES + 1):
            try:
                await write(f"{datetime.now():%Y-%m-%d %H:%M:%S} {what} parcel {parcel_id}")
                return
            except Exception as error:
                if attempt == TRIES:
                    logger.error("The log does not tell that somebody %s parcel %s: %s", what, parcel_id, error)


async def write(line: str) -> None:
    """Write to the slow disk."""
    await asyncio.sleep(2)
    with open("activity.log", "a", encoding="utf-8") as file:
        file.write(f"{line}\n")
