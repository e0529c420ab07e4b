"""Coroutines that wait for many things at once, in a single thread."""

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
    raise NotImplementedError


async def fetch_politely(fetch: Fetch, names: list[str], at_most: int) -> list[str]:
    """Fetch all names, but never more than so many at the same time."""
    raise NotImplementedError


async def fetch_within(fetch: Fetch, name: str, seconds: float, default: str | None = None) -> str | None:
    """Fetch a name, or give up after some seconds and return the default."""
    raise NotImplementedError


async def fetch_over(connection: Connection, fetch: Fetch, name: str) -> str:
    """Open a connection, fetch a name, and close the connection whatever happens."""
    raise NotImplementedError


async def in_background(function: Callable[..., Answer], *arguments: Any) -> Answer:
    """Call a function that blocks, while other coroutines go on."""
    raise NotImplementedError


async def fetch_all_or_nothing(fetch: Fetch, names: list[str]) -> list[str]:
    """Fetch all names at once. If one of them fails, cancel all others."""
    raise NotImplementedError
