"""The application, put together. It is called app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware

from app.database import get_engine
from app.handlers import add_handlers
from app.middleware import BodyLimit, Hits, NoSniff, RateLimit
from app.routers import accounts, admin, applications, health, jobs, live
from app.services.applications import notifier
from app.services.hits import recorder
from app.services.live import hub
from app.settings import get_settings

settings = get_settings()


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Threads work while the application runs."""
    recorder.start()
    notifier.start()
    yield
    hub.stop()
    notifier.stop()
    recorder.stop()
    get_engine().dispose()


app = FastAPI(
    title="Job board",
    version="1.0.0",
    description="Companies post jobs, admins look at them, job-seekers find them and apply.",
    lifespan=lifespan,
    redirect_slashes=False,
    middleware=[
        Middleware(Hits),
        Middleware(NoSniff),
        Middleware(RateLimit, limit=settings.rate_limit),
        Middleware(BodyLimit),
    ],
)
add_handlers(app)

version_1 = APIRouter(prefix="/api/v1")
for router in (accounts.auth, accounts.me, jobs.router, applications.router, admin.router, live.router):
    version_1.include_router(router)
version_2 = APIRouter(prefix="/api/v2")
version_2.include_router(jobs.router_v2)
for version in (health.router, version_1, version_2):
    app.include_router(version)
