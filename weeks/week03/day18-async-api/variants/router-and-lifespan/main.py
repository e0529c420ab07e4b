from asyncio import sleep
from contextlib import asynccontextmanager
from os import getenv
from typing import Annotated

import httpx
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from models import Todo, User, UserIn


class Storage:
    def __init__(self):
        self.users = []

    async def add(self, new):
        self.users.append(User(id=len(self.users), **new.model_dump()))
        return self.users[-1]

    async def find(self, user_id):
        return next((user for user in self.users if user.id == user_id), None)


storage = Storage()
users = APIRouter(prefix="/users")
waiting = APIRouter()


async def get_client(request: Request):
    return request.app.state.client


async def found(id: int) -> User:  # noqa: A002
    user = await storage.find(id)
    if user is None:
        raise HTTPException(404)
    return user


@users.post("", status_code=201)
async def add(new: UserIn) -> User:
    return await storage.add(new)


@users.get("")
async def show() -> list[User]:
    return storage.users


@users.get("/{id}")
async def show_one(user: Annotated[User, Depends(found)]) -> User:
    return user


@waiting.get("/slow")
async def slow():
    return await sleep(2, {"waited": 2})


@waiting.get("/external", response_model=Todo)
async def external(client: Annotated[httpx.AsyncClient, Depends(get_client)]):
    try:
        answer = await client.get("/todos/1")
        return Todo(**answer.raise_for_status().json())
    except httpx.TimeoutException as error:
        raise HTTPException(504, detail="too slow") from error
    except (httpx.HTTPError, ValueError, TypeError) as error:
        raise HTTPException(502, detail=f"bad answer: {error!r}") from error


@asynccontextmanager
async def lifespan(app):
    base_url = getenv("API_BASE_URL", "https://jsonplaceholder.typicode.com")
    async with httpx.AsyncClient(base_url=base_url, timeout=httpx.Timeout(2.5)) as client:
        app.state.client = client
        yield


app = FastAPI(lifespan=lifespan)
app.include_router(users)
app.include_router(waiting)
