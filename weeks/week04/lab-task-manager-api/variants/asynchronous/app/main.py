"""Asynchronous; an enum type of PostgreSQL, whose end is a step of its own; three migrations."""

import contextlib

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from sqlalchemy.exc import IntegrityError, OperationalError

from .database import engine
from .routes import router


@contextlib.asynccontextmanager
async def lifespan(_: FastAPI):
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)
app.include_router(router, prefix="/tasks")


@app.get("/health")
async def health():
    return {"status": "ok"}


@app.exception_handler(IntegrityError)
async def taken(_request, _error):
    return JSONResponse({"detail": "taken"}, 409)


@app.exception_handler(OperationalError)
async def away(_request, _error):
    return JSONResponse({"detail": "away"}, 503, headers={"Retry-After": "5"})
