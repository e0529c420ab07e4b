"""Coroutines that wait for many things at once, in a single thread."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

Answer = TypeVar("Answer")
Fetch = Callable[[str], Awaitable[str]]


class Connection(Protocol):
    """Something that is opened, and must be closed again."""

    async def open(self) -> None: ...

    async def close(self) -> None: ...


async def fetch_all(fetch: Fetch, names: list[str]) -> list[str]:
    """Fetch all names at once."""
    return list(await asyncio.gather(*[fetch(name) for name in names]))


async def fetch_politely(fetch: Fetch, names: list[str], at_most: int) -> list[str]:
    """Fetch all names, but never more than so many at the same time."""
    seats = asyncio.Semaphore(at_most)

    async def fetch_seated(name: str) -> str:
        async with seats:
            return await fetch(name)

    return await fetch_all(fetch_seated, names)


async def fetch_within(fetch: Fetch, name: str, seconds: float, default: str | None = None) -> str | None:
    """Fetch a name, or give up after some seconds and return the default."""
    try:
        return await asyncio.wait_for(fetch(name), seconds)
    except TimeoutError:
        return default


async def fetch_over(connection: Connection, fetch: Fetch, name: str) -> str:
    """Open a connection, fetch a name, and close the connection whatever happens."""
    await connection.open()
    try:
        return await fetch(name)
    finally:
        await connection.close()


async def in_background(function: Callable[..., Answer], *arguments: Any) -> Answer:
    """Call a function that blocks, while other coroutines go on."""
    return await asyncio.to_thread(function, *arguments)


async def fetch_all_or_nothing(fetch: Fetch, names: list[str]) -> list[str]:
    """Fetch all names at once. If one of them fails, cancel all others."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_fetched(fetch, name)) for name in names]
    return [task.result() for task in tasks]


async def _fetched(fetch: Fetch, name: str) -> str:
    return await fetch(name)
