import asyncio
import os
import threading

import httpx2 as http
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from models import UserIn

app = FastAPI()
client = http.AsyncClient()
USERS: list[dict] = []
LOCK = threading.Lock()
gate = asyncio.Lock()


@app.post("/users", status_code=201)
async def post_user(user: UserIn):
    async with gate:
        number = len(USERS) + 1
        await asyncio.sleep(0.001)
        USERS.append({"id": number, **dict(user)})
    return USERS[number - 1]


@app.get("/users")
async def get_users():
    return USERS


@app.get("/users/{number}")
async def get_user(number: int):
    with LOCK:
        for user in USERS:
            if user["id"] == number:
                return user
    return JSONResponse({"detail": "unknown"}, status_code=404)


@app.get("/slow")
async def slow():
    task = asyncio.create_task(asyncio.sleep(2.0))
    await task
    return {"waited": 2}


async def fetch_title(url):
    async with asyncio.timeout(2):
        answer = await client.get(url, timeout=None)
    if answer.status_code != 200:
        raise ValueError(f"the status is {answer.status_code}")
    todo = answer.json()
    if not isinstance(todo, dict) or not isinstance(todo.get("title"), str):
        raise ValueError("there is no title")
    return todo["title"]


@app.get("/external")
async def external():
    base = os.environ.get("API_BASE_URL") or "https://jsonplaceholder.typicode.com"
    try:
        return {"title": await fetch_title(f"{base}/todos/1")}
    except TimeoutError:
        return JSONResponse({"detail": "no answer in time"}, status_code=504)
    except Exception as error:
        return JSONResponse({"detail": f"{type(error).__name__}: {error}"}, status_code=502)
