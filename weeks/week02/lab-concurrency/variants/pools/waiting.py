import asyncio
from contextlib import asynccontextmanager


async def fetch_all(fetch, names):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(name)) for name in names]
    return [task.result() for task in tasks]


async def fetch_politely(fetch, names, at_most):
    queue = asyncio.Queue()
    for pair in enumerate(names):
        queue.put_nowait(pair)
    answers = [None] * len(names)

    async def serve():
        while not queue.empty():
            place, name = queue.get_nowait()
            answers[place] = await fetch(name)

    await asyncio.gather(*(serve() for _ in range(at_most)))
    return answers


async def fetch_within(fetch, name, seconds, default=None):
    try:
        async with asyncio.timeout(seconds):
            return await fetch(name)
    except TimeoutError:
        return default


@asynccontextmanager
async def opened(connection):
    await connection.open()
    try:
        yield connection
    finally:
        await connection.close()


async def fetch_over(connection, fetch, name):
    async with opened(connection):
        return await fetch(name)


async def in_background(function, *arguments):
    return await asyncio.create_task(asyncio.to_thread(function, *arguments))


async def fetch_all_or_nothing(fetch, names):
    try:
        return await fetch_all(fetch, names)
    except* Exception as errors:
        raise errors.exceptions[0] from None
