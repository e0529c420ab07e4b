"""The WebSocket for companies."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.main import app
from tests.integration.conftest import People, Person

pytestmark = pytest.mark.anyio


class Line:
    """One end of a WebSocket; the application is at the other one."""

    def __init__(self) -> None:
        self.to_app: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.from_app: asyncio.Queue[Any] = asyncio.Queue()

    async def say(self, text: str) -> None:
        await self.to_app.put({"type": "websocket.receive", "text": text})

    async def hear(self) -> dict[str, Any]:
        message: dict[str, Any] = await asyncio.wait_for(self.from_app.get(), 5)
        return json.loads(message["text"]) if message.get("text") else message


@contextlib.asynccontextmanager
async def line() -> AsyncIterator[Line]:
    end = Line()
    scope = {"type": "websocket", "path": "/api/v1/ws/applications", "query_string": b"", "headers": []}
    task = asyncio.create_task(app(scope, end.to_app.get, end.from_app.put))
    await end.to_app.put({"type": "websocket.connect"})
    assert (await end.hear())["type"] == "websocket.accept"
    yield end
    await end.to_app.put({"type": "websocket.disconnect", "code": 1000})
    await asyncio.wait_for(task, 5)


async def test_a_company_is_told_of_its_applications_and_no_others(
    people: People, company: Person, rival: Person, admin: Person
) -> None:
    seeker = await people.person("seeker")
    own, foreign = await people.job(company, admin), await people.job(rival, admin)
    async with line() as end:
        await end.say(json.dumps({"token": company.tokens["access_token"]}))
        assert await end.hear() == {"type": "ready"}
        for job in (foreign, own):
            answer = await seeker.ask("POST", f"/jobs/{job['id']}/applications", {"message": "Hello"})
        news = {"type": "application", "application_id": answer.json()["id"], "job_id": own["id"]}
        assert await end.hear() == news
        assert end.from_app.empty()


async def test_nobody_else_listens(company: Person, seeker: Person, admin: Person) -> None:
    for message in (
        "hello",
        "[" * 50_000,
        "{}",
        json.dumps({"token": 1}),
        json.dumps({"token": "x.y.z"}),
        json.dumps({"token": seeker.tokens["access_token"]}),
        json.dumps({"token": admin.tokens["access_token"]}),
        json.dumps({"token": company.tokens["refresh_token"]}),
    ):
        async with line() as end:
            await end.say(message)
            closed = await end.hear()
            assert (closed["type"], closed["code"]) == ("websocket.close", 1008)
