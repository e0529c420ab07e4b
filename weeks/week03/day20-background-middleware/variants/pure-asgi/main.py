import itertools
import time
import uuid

from emails import send_welcome_email
from fastapi import BackgroundTasks, FastAPI
from pydantic import BaseModel, EmailStr, constr


class RequestLog:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        start, status = time.monotonic(), [500]

        async def note(message):
            if message["type"] == "http.response.start":
                status[0] = message["status"]
            await send(message)

        try:
            return await self.app(scope, receive, note)
        finally:
            took = 1000 * (time.monotonic() - start)
            with open("requests.log", "a") as log:
                print(f"{scope['method']:<6} {scope['path']} -> {status[0]} in {took:.3f}ms", file=log)


class Headers:
    def __init__(self, app, name):
        self.app = app
        self.name = name.encode()

    async def __call__(self, scope, receive, send):
        start = time.monotonic()

        async def add(message):
            if message["type"] == "http.response.start":
                took = str(time.monotonic() - start).encode()
                message["headers"] = [*message["headers"], (b"x-app", self.name), (b"x-process-time", took)]
            await send(message)

        await self.app(scope, receive, add)


app = FastAPI()
app.add_middleware(Headers, name="journey")
app.add_middleware(RequestLog)
people = {}
counter = itertools.count()


class UserIn(BaseModel):
    name: constr(min_length=1)
    email: EmailStr


@app.post("/users", status_code=201)
def add_user(user: UserIn, tasks: BackgroundTasks):
    key = str(uuid.uuid4())
    people[key] = user
    tasks.add_task(send_welcome_email, email=user.email)
    return {"id": key, **user.model_dump()}


@app.get("/slow")
def slow():
    time.sleep(0.25)
    return "done"


@app.get("/broken")
def broken():
    return 1 / 0
