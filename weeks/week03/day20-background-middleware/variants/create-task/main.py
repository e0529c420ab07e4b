import asyncio
import json
import logging
from time import perf_counter, strftime
from typing import Annotated

from emails import send_welcome_email
from fastapi import Body, FastAPI, Request
from pydantic import EmailStr, StringConstraints

log = logging.getLogger("requests")
log.setLevel(logging.INFO)
log.addHandler(logging.FileHandler("requests.log", delay=True))

app = FastAPI()
last_id = 0
tasks = set()


def finished(task):
    tasks.discard(task)
    if task.exception():
        log.error("ERROR while sending: %s", task.exception())


@app.post("/users", status_code=201)
async def create(name: Annotated[str, StringConstraints(min_length=1), Body()], email: Annotated[EmailStr, Body()]):
    global last_id
    last_id += 1
    task = asyncio.create_task(send_welcome_email(email))
    tasks.add(task)
    task.add_done_callback(finished)
    return {"id": last_id, "name": name, "email": email}


@app.get("/slow")
async def slow():
    await asyncio.sleep(0.25)
    return {}


@app.get("/broken")
async def broken():
    raise KeyError("on purpose")


@app.middleware("http")
async def logs(request: Request, call_next):
    begin = perf_counter()

    def write(code):
        took = perf_counter() - begin
        entry = {"at": strftime("%X"), "request": f"{request.method} {request.url.path}", "status": code}
        log.info(json.dumps(entry | {"took": f"{took * 1000}ms"}))

    try:
        response = await call_next(request)
    except Exception:
        write(500)
        raise
    write(response.status_code)
    return response


@app.middleware("http")
async def headers(request: Request, call_next):
    begin = perf_counter()
    response = await call_next(request)
    response.headers["X-App"] = "journey"
    response.headers["X-Process-Time"] = str(perf_counter() - begin)
    return response
