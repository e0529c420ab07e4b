"""Users and their posts over HTTP, kept in PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import crud
import posts
from database import Base, engine
from dependencies import Db, FoundUser
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from models import User
from schemas import UserIn, UserOut


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Make the tables that are missing, before the first request."""
    Base.metadata.create_all(engine)
    yield


app = FastAPI(title="Users and posts", lifespan=lifespan)
app.include_router(posts.router)


@app.exception_handler(crud.EmailTaken)
async def email_taken(_request: Request, _error: Exception) -> JSONResponse:
    """What is answered when an address belongs to somebody else."""
    return JSONResponse({"detail": "This address is taken."}, status_code=409)


@app.post("/users", status_code=201, response_model=UserOut)
def create_user(new: UserIn, db: Db) -> User:
    """Keep a new user."""
    return crud.create(db, new)


@app.get("/users", response_model=list[UserOut])
def list_users(db: Db) -> Sequence[User]:
    """Answer with all users."""
    return crud.everybody(db)


@app.get("/users/{user_id}", response_model=UserOut)
def read_user(user: FoundUser) -> User:
    """Answer with one user."""
    return user


@app.put("/users/{user_id}", response_model=UserOut)
def change_user(user: FoundUser, new: UserIn, db: Db) -> User:
    """Change a user."""
    return crud.change(db, user, new)


@app.delete("/users/{user_id}", status_code=204)
def delete_user(user: FoundUser, db: Db) -> None:
    """Remove a user."""
    crud.remove(db, user)
