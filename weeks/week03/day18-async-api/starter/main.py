"""Users over HTTP, and two routes that wait for somebody else."""

import itertools

from fastapi import FastAPI, HTTPException, status
from models import Todo, User, UserIn

app = FastAPI(title="Users, and some waiting")
numbers = itertools.count(1)
users: dict[int, User] = {}


@app.post("/users", status_code=status.HTTP_201_CREATED)
def create_user(new: UserIn) -> User:
    """Keep a new user under the next number."""
    user = User(id=next(numbers), **new.model_dump())
    users[user.id] = user
    return user


@app.get("/users")
def all_users() -> list[User]:
    """Answer with all users."""
    return list(users.values())


@app.get("/users/{user_id}")
def one_user(user_id: int) -> User:
    """Answer with one user."""
    if user_id not in users:
        raise HTTPException(status.HTTP_404_NOT_FOUND, f"There is no user {user_id}.")
    return users[user_id]


# These two are no routes yet.
def slow() -> dict[str, int]:
    """Wait for two seconds, as for a slow database."""
    raise NotImplementedError


def external() -> Todo:
    """Answer with the title that another server has for todo 1."""
    raise NotImplementedError
