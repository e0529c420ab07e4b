import asyncio
from concurrent.futures import ThreadPoolExecutor


async def fetch_all(fetch, names):
    tasks = [asyncio.ensure_future(fetch(name)) for name in names]
    if tasks:
        await asyncio.wait(tasks)
    return [task.result() for task in tasks]


async def fetch_politely(fetch, names, at_most):
    running = set()
    tasks = []
    for name in names:
        if len(running) == at_most:
            _, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        tasks.append(asyncio.create_task(fetch(name)))
        running.add(tasks[-1])
    return [await task for task in tasks]


async def fetch_within(fetch, name, seconds, default=None):
    try:
        answer = await asyncio.wait_for(fetch(name), timeout=seconds)
    except TimeoutError:
        answer = default
    return answer


async def fetch_over(connection, fetch, name):
    try:
        await connection.open()
        answer = await fetch(name)
    except (Exception, asyncio.CancelledError):
        await connection.close()
        raise
    else:
        await connection.close()
        return answer


async def in_background(function, *arguments):
    with ThreadPoolExecutor() as pool:
        return await asyncio.wrap_future(pool.submit(function, *arguments))


async def fetch_all_or_nothing(fetch, names):
    tasks = [asyncio.create_task(fetch(name)) for name in names]
    if not tasks:
        return []
    done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    for task in waiting:
        task.cancel()
    if waiting:
        await asyncio.wait(waiting)
    for task in done:
        task.result()
    return [task.result() for task in tasks]
