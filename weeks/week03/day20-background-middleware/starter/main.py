"""Users who get a welcome mail in the background, behind two middleware functions."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel

app = FastAPI(title="Welcome mails")

CallNext = Callable[[Request], Awaitable[Response]]


class NewUser(BaseModel):
    """What somebody sends who wants to be a user."""


class User(NewUser):
    """A user, with an id."""


# POST /users, answered with 201.
async def create_user(new_user: NewUser) -> User:
    """Keep a user, and have the welcome mail sent after the answer."""
    return User()


@app.get("/slow")
async def slow() -> dict[str, str]:
    """Take a quarter of a second, so that there is something to measure."""
    await asyncio.sleep(0.25)
    return {"message": "That took a while"}


@app.get("/broken")
async def broken() -> None:
    """Fail on purpose, so that the log of a failure can be seen."""
    raise RuntimeError("This route fails on purpose.")


async def add_headers(request: Request, call_next: CallNext) -> Response:
    """Put the name of the app and the time it took on every answer."""
    return await call_next(request)


async def log_request(request: Request, call_next: CallNext) -> Response:
    """Leave a line in the log for every request, also for those that fail."""
    return await call_next(request)
