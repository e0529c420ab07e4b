"""Asks /slow three times, in two ways. Start it with: python demo.py http://127.0.0.1:8000"""

import asyncio
import sys
import time

import httpx2

TIMES = 3


async def ask(client: httpx2.AsyncClient) -> None:
    """Ask /slow once."""
    answer = await client.get("/slow")
    answer.raise_for_status()


async def one_after_the_other(client: httpx2.AsyncClient) -> None:
    """Ask, wait for the answer, ask again."""
    for _ in range(TIMES):
        await ask(client)


async def at_once(client: httpx2.AsyncClient) -> None:
    """Ask three times before the first answer is there."""
    await asyncio.gather(*[ask(client) for _ in range(TIMES)])


async def main(base_url: str) -> None:
    """Print how long each way takes."""
    async with httpx2.AsyncClient(base_url=base_url, timeout=30) as client:
        start = time.perf_counter()
        await one_after_the_other(client)
        print(f"one after the other: {time.perf_counter() - start:.2f} seconds")
        start = time.perf_counter()
        await at_once(client)
        print(f"at once: {time.perf_counter() - start:.2f} seconds")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
