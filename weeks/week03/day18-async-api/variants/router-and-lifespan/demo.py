import asyncio
import sys
from time import monotonic

import httpx


async def timed(coroutine):
    start = monotonic()
    await coroutine
    return monotonic() - start


async def slow():
    async with httpx.AsyncClient(timeout=None) as client:
        return await client.get(sys.argv[1] + "/slow")


async def in_turn():
    await slow()
    await slow()
    await slow()


async def together():
    async with asyncio.TaskGroup() as group:
        for _ in range(3):
            group.create_task(slow())


async def main():
    print("Three requests to /slow")
    print(f"One after the other | {await timed(in_turn()):.3f}")
    print(f"At once             | {await timed(together()):.3f}")


asyncio.run(main())
