"""Notes and to-dos over HTTP, kept in PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import notes
import todos
from database import Base, engine
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Make the tables that are missing, before the first request."""
    Base.metadata.create_all(engine)
    yield


app = FastAPI(title="Notes", lifespan=lifespan)
app.include_router(notes.router)
app.include_router(todos.router)
