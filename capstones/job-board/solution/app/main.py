"""The application, put together. What it holds while it runs is in app/resources.py."""

import contextlib
from collections.abc import AsyncIterator
from typing import TypedDict

from fastapi import APIRouter, FastAPI

from app.handlers import add_handlers
from app.middleware import HarmlessAnswers, KeepHits, LimitBodies, LimitRequests
from app.resources import Resources, opened
from app.routers import admin, applications, auth, health, jobs, live, me
from app.settings import Settings, read_settings


class State(TypedDict):
    """What each request finds in its state."""

    resources: Resources


def create_app(settings: Settings) -> FastAPI:
    """An application with these settings."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[State]:
        async with opened(settings) as resources:
            yield {"resources": resources}

    app = FastAPI(title="Job board", version="1.0.0", lifespan=lifespan)
    add_handlers(app)
    app.add_middleware(LimitBodies)
    if settings.rate_limit is not None:
        app.add_middleware(LimitRequests, most=settings.rate_limit)
    app.add_middleware(HarmlessAnswers)
    app.add_middleware(KeepHits)  # the last one added is the first one asked

    version_1 = APIRouter(prefix="/api/v1")
    for part in (auth, me, applications, jobs, admin, live):
        version_1.include_router(part.router)
    version_2 = APIRouter(prefix="/api/v2")
    version_2.include_router(jobs.router2)
    for router in (health.router, version_1, version_2):
        app.include_router(router)
    return app


app = create_app(read_settings())
