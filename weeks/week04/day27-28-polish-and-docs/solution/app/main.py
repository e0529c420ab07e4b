"""The application, put together: tables, routers, refusals, and the front page of its documentation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from app import __version__
from app.config import settings
from app.crud import Conflict, Missing
from app.database import Base, engine
from app.routers import comments, posts, users

DESCRIPTION = """
The back end of a blog: users write posts, and comments on posts.

Every list comes in pages (`skip`, `limit`). Every refusal has a `detail` that says what is wrong.
"""
TAGS = [
    {"name": "users", "description": "Who writes. With a user go the user's posts and comments."},
    {"name": "posts", "description": "What users write: sorted, filtered and searched."},
    {"name": "comments", "description": "What users say about posts."},
]


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Make the tables that are missing, before the first request."""
    Base.metadata.create_all(engine)
    yield


app = FastAPI(
    title=settings.app_title, version=__version__, description=DESCRIPTION, openapi_tags=TAGS, lifespan=lifespan
)
app.include_router(users.router)
app.include_router(posts.router)
app.include_router(comments.router)


@app.exception_handler(Missing)
async def missing(_request: Request, error: Exception) -> JSONResponse:
    """What is answered when a request names something that is not there."""
    return JSONResponse({"detail": str(error)}, status_code=404)


@app.exception_handler(Conflict)
async def conflict(_request: Request, error: Exception) -> JSONResponse:
    """What is answered when the database refuses a change."""
    return JSONResponse({"detail": str(error)}, status_code=409)
