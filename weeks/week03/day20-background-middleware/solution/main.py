"""Users who get a welcome mail in the background, behind two middleware functions."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from emails import send_welcome_email
from fastapi import BackgroundTasks, FastAPI, Request, Response
from pydantic import BaseModel, EmailStr, Field

logging.basicConfig(
    filename="requests.log",
    encoding="utf-8",
    level=logging.INFO,
    format="%(asctime)s %(levelname)s %(message)s",
)
logger = logging.getLogger(__name__)

app = FastAPI(title="Welcome mails")

CallNext = Callable[[Request], Awaitable[Response]]


class NewUser(BaseModel):
    """What somebody sends who wants to be a user."""

    name: str = Field(min_length=1)
    email: EmailStr


class User(NewUser):
    """A user, with an id."""

    id: int


users: list[User] = []


@app.post("/users", status_code=201)
async def create_user(new_user: NewUser, background_tasks: BackgroundTasks) -> User:
    """Keep a user, and have the welcome mail sent after the answer."""
    user = User(id=len(users) + 1, name=new_user.name, email=new_user.email)
    users.append(user)
    background_tasks.add_task(send_welcome_email, user.email)
    return user


@app.get("/slow")
async def slow() -> dict[str, str]:
    """Take a quarter of a second, so that there is something to measure."""
    await asyncio.sleep(0.25)
    return {"message": "That took a while"}


@app.get("/broken")
async def broken() -> None:
    """Fail on purpose, so that the log of a failure can be seen."""
    raise RuntimeError("This route fails on purpose.")


@app.middleware("http")
async def add_headers(request: Request, call_next: CallNext) -> Response:
    """Put the name of the app and the time it took on every answer."""
    started = time.perf_counter()
    response = await call_next(request)
    response.headers["X-App"] = "journey"
    response.headers["X-Process-Time"] = f"{time.perf_counter() - started:.6f}"
    return response


@app.middleware("http")
async def log_request(request: Request, call_next: CallNext) -> Response:
    """Leave a line in the log for every request, also for those that fail."""
    started = time.perf_counter()
    status = 500  # what the server answers if no answer comes back
    try:
        response = await call_next(request)
        status = response.status_code
        return response
    finally:
        milliseconds = (time.perf_counter() - started) * 1000
        logger.info("%s %s %s %.1f ms", request.method, request.url.path, status, milliseconds)
