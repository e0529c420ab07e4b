"""Asks /slow three times, in two ways. Start it with: python demo.py http://127.0.0.1:8000"""

import asyncio
import sys

import httpx2

TIMES = 3


async def ask(client: httpx2.AsyncClient) -> None:
    """Ask /slow once."""


async def one_after_the_other(client: httpx2.AsyncClient) -> None:
    """Ask, wait for the answer, ask again."""


async def at_once(client: httpx2.AsyncClient) -> None:
    """Ask three times before the first answer is there."""


async def main(base_url: str) -> None:
    """Print how long each way takes."""


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
