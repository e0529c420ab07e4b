"""The application, put together. It is called app."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.errors import Conflict, Forbidden, NotAuthenticated, NotFound, Refusal, Senseless, TooMany, Unavailable
from app.middleware import Bodies, Hits, Limit, SafeAnswers
from app.resources import open_resources
from app.routers import admin, applications, auth, health, jobs, me, ws
from app.settings import get_settings

settings = get_settings()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Open everything, and close it again."""
    async with open_resources(settings) as resources:
        app.state.resources = resources
        app.openapi()  # made once: the first hit would wait for it
        yield
        app.state.resources = None


app = FastAPI(title="Job board", version="1.0.0", lifespan=lifespan, redirect_slashes=False)

for middleware in (Bodies, Limit, SafeAnswers, Hits):
    app.add_middleware(middleware)

app.include_router(health.router)
for module in (auth, me, jobs, applications, admin, ws):
    app.include_router(module.router, prefix="/api/v1")
app.include_router(jobs.router_v2, prefix="/api/v2")

_STATUSES: dict[type[Refusal], int] = {
    NotAuthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    Senseless: 422,
    TooMany: 429,
    Unavailable: 503,
}


@app.exception_handler(Refusal)
async def refuse(request: Request, error: Refusal) -> JSONResponse:
    """Say in HTTP what the services refuse."""
    detail: Any = error.detail
    headers = {}
    if isinstance(error, NotAuthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Senseless):
        detail = [{"loc": list(error.where), "msg": error.detail}]
    return JSONResponse({"detail": detail}, _STATUSES[type(error)], headers)


@app.exception_handler(RequestValidationError)
async def refuse_senseless(request: Request, error: RequestValidationError) -> JSONResponse:
    """Say what is wrong and where, and repeat nothing. The name of a field that we do not know was sent, too."""
    problems = []
    for problem in error.errors():
        where = list(problem["loc"])
        if problem["type"] == "extra_forbidden":
            where.pop()
        problems.append({"loc": where, "msg": problem["msg"]})
    return JSONResponse({"detail": problems}, 422)


@app.exception_handler(IntegrityError)
async def refuse_conflict(request: Request, error: IntegrityError) -> JSONResponse:
    """Somebody or something has gone in the meantime."""
    return JSONResponse({"detail": "Something has changed in the meantime."}, 409)


async def say_away(request: Request, error: Exception) -> JSONResponse:
    """The database is away."""
    return JSONResponse({"detail": "The database is away."}, 503)


for away in (OperationalError, InterfaceError, PoolTimeoutError):
    app.add_exception_handler(away, say_away)
