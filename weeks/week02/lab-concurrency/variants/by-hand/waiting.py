import asyncio


async def fetch_all(fetch, names):
    tasks = []
    for name in names:
        tasks.append(asyncio.create_task(fetch(name)))
    answers = []
    for task in tasks:
        answers.append(await task)
    return answers


async def fetch_politely(fetch, names, at_most):
    answers = {}
    left = list(enumerate(names))

    async def worker():
        while left:
            place, name = left.pop(0)
            answers[place] = await fetch(name)

    workers = [asyncio.create_task(worker()) for _ in range(at_most)]
    for task in workers:
        await task
    return [answers[place] for place in range(len(names))]


async def fetch_within(fetch, name, seconds, default=None):
    task = asyncio.create_task(fetch(name))
    done, _ = await asyncio.wait([task], timeout=seconds)
    if task in done:
        return task.result()
    task.cancel()
    await asyncio.wait([task])
    return default


async def fetch_over(connection, fetch, name):
    await connection.open()
    try:
        answer = await fetch(name)
    except BaseException:
        await connection.close()
        raise
    await connection.close()
    return answer


async def in_background(function, *arguments):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, function, *arguments)


async def fetch_all_or_nothing(fetch, names):
    tasks = [asyncio.create_task(fetch(name)) for name in names]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
