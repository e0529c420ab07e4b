"""Users over HTTP, and two routes that wait for somebody else."""

import asyncio
import itertools
import os

import httpx2
from fastapi import FastAPI, HTTPException, status
from models import Todo, User, UserIn
from pydantic import ValidationError

API_BASE_URL = os.environ.get("API_BASE_URL", "https://jsonplaceholder.typicode.com")
PATIENCE = 3  # seconds

app = FastAPI(title="Users, and some waiting")
numbers = itertools.count(1)
users: dict[int, User] = {}


@app.post("/users", status_code=status.HTTP_201_CREATED)
async def create_user(new: UserIn) -> User:
    """Keep a new user under the next number."""
    user = User(id=next(numbers), **new.model_dump())
    users[user.id] = user
    return user


@app.get("/users")
async def all_users() -> list[User]:
    """Answer with all users."""
    return list(users.values())


@app.get("/users/{user_id}")
async def one_user(user_id: int) -> User:
    """Answer with one user."""
    if user_id not in users:
        raise HTTPException(status.HTTP_404_NOT_FOUND, f"There is no user {user_id}.")
    return users[user_id]


@app.get("/slow")
async def slow() -> dict[str, int]:
    """Wait for two seconds, as for a slow database."""
    await asyncio.sleep(2)
    return {"waited": 2}


@app.get("/external")
async def external() -> Todo:
    """Answer with the title that another server has for todo 1."""
    try:
        async with httpx2.AsyncClient(base_url=API_BASE_URL, timeout=PATIENCE) as client:
            answer = await client.get("/todos/1")
        answer.raise_for_status()
        return Todo.model_validate_json(answer.content)
    except httpx2.TimeoutException:
        raise HTTPException(status.HTTP_504_GATEWAY_TIMEOUT, "The other server takes too long.") from None
    except (httpx2.HTTPError, ValidationError):
        raise HTTPException(status.HTTP_502_BAD_GATEWAY, "The other server has given no todo.") from None
