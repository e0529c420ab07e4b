"""One request of a tiny application, so that what loads late is loaded once, before any fork."""

import asyncio
import sys
from collections.abc import MutableMapping
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, EmailStr, TypeAdapter


class Thing(BaseModel):
    """What is sent, and comes back."""

    name: str


async def answer(number: int, thing: Thing) -> Thing:  # noqa: ARG001
    return thing


def rehearse() -> None:
    app = FastAPI()
    app.post("/things/{number}")(answer)
    asyncio.run(_one_request(app, b'{"name": "tea"}'))
    app.openapi()
    if "email_validator" in sys.modules:
        TypeAdapter(EmailStr).validate_python("tea@example.com")


async def _one_request(app: FastAPI, body: bytes) -> None:
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/things/1",
        "raw_path": b"/things/1",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
    }

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(_message: MutableMapping[str, Any]) -> None:
        return None

    await app(scope, receive, send)
