"""Clients of MongoDB and Redis that never connect, made where a server makes them: as its application starts.

What these libraries load late is loaded, and the source that MongoDB's client reads, to say later where it was made, is
in memory before any fork.
"""

import asyncio
import contextlib
import importlib
import sys
from collections.abc import AsyncIterator
from typing import Any


def rehearse() -> None:
    asyncio.run(_start_an_application() if sys.modules.keys() >= {"fastapi", "uvicorn"} else _make_clients())


async def _start_an_application() -> None:
    from fastapi import FastAPI
    from uvicorn import Config
    from uvicorn.lifespan.on import LifespanOn

    @contextlib.asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        await _make_clients()
        yield

    config = Config(FastAPI(lifespan=lifespan), http="h11", ws="none", log_config=None)
    config.load()
    server = LifespanOn(config)
    await server.startup()
    if server.should_exit:
        raise RuntimeError("The application of the rehearsal does not start.")
    await server.shutdown()


async def _make_clients() -> None:
    if pymongo := sys.modules.get("pymongo"):
        for part in ("asynchronous", "synchronous"):
            importlib.import_module(f"pymongo.{part}.auth")
        pymongo.MongoClient(connect=False).close()
        await pymongo.AsyncMongoClient(connect=False).close()
    if "redis.asyncio" in sys.modules:
        await sys.modules["redis.asyncio"].Redis().aclose()
