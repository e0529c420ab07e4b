"""News for companies that listen."""

import asyncio
import contextlib
from datetime import UTC, datetime

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, ValidationError

from app.errors import NotSignedIn, Problem
from app.resources import Resources
from app.services.accounts import Accounts
from app.services.listeners import Queue

router = APIRouter()
_PATIENCE = 10  # seconds for the first message
_REFUSED = 1008


class Greeting(BaseModel):
    """The first message. A token in the address would stand in the logs of all servers on the way."""

    token: str


@router.websocket("/ws/applications")
async def listen(websocket: WebSocket) -> None:
    """Tell a company of each new application for its jobs, until it goes or its token is over."""
    resources: Resources = websocket.state.resources
    await websocket.accept()
    with contextlib.suppress(WebSocketDisconnect):
        try:
            company_id, seconds = await _greeted(websocket, resources)
        except (Problem, ValidationError, TimeoutError, KeyError):
            await websocket.close(_REFUSED)
            return
        async with resources.listeners.listen(company_id) as news:
            await websocket.send_json({"type": "ready"})
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(_talk(websocket, news), seconds)
        await websocket.close(_REFUSED)


async def _greeted(websocket: WebSocket, resources: Resources) -> tuple[int, float]:
    """Which company it is, and for how many seconds."""
    text = await asyncio.wait_for(websocket.receive_text(), _PATIENCE)
    token = Greeting.model_validate_json(text).token
    async with resources.sessions() as session:
        user = await Accounts(session, resources.tokens, resources.counters).who(token)
    if user.role != "company":
        raise NotSignedIn
    left = resources.tokens.read("access", token).expires - datetime.now(UTC)
    return user.id, left.total_seconds()


async def _talk(websocket: WebSocket, news: Queue) -> None:
    """Send what comes. Whatever the company says is passed over, but for good-bye."""
    sender = asyncio.create_task(_send(websocket, news))
    try:
        while True:
            await websocket.receive()
            if websocket.client_state.name == "DISCONNECTED":
                raise WebSocketDisconnect
    finally:
        sender.cancel()


async def _send(websocket: WebSocket, news: Queue) -> None:
    while True:
        await websocket.send_json(await news.get())
