"""The application."""

import contextlib

from fastapi import FastAPI

from .config import Config
from .database import Base, engine
from .routers import comments, posts, users


@contextlib.asynccontextmanager
async def lifespan(_: FastAPI):
    """Lifespan, as the README says."""
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(
    title=Config.TITLE,
    version="1.0.0",
    description="A **blog**.",
    lifespan=lifespan,
    openapi_tags=[{"name": "Blog", "description": "All that a blog needs."}],
)
for module in (users, posts, comments):
    app.include_router(module.router, tags=["Blog"])
