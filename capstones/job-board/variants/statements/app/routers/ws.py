"""The WebSocket for companies."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from app.errors import Refusal
from app.resources import Resources

router = APIRouter()

_SECONDS_FOR_TOKEN = 10
_REFUSED = 1008


def _token_in(message: str) -> str | None:
    try:
        content = json.loads(message)
    except (ValueError, RecursionError):
        return None
    is_right = isinstance(content, dict) and content.keys() == {"token"} and isinstance(content["token"], str)
    return content["token"] if is_right else None


async def _company_of(websocket: WebSocket, services: Resources) -> dict[str, Any] | None:
    try:
        async with asyncio.timeout(_SECONDS_FOR_TOKEN):
            message = await websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1000))
        token = _token_in(message.get("text") or "")
        user = None if token is None else await services.accounts.who(token)
    except (Refusal, TimeoutError):
        return None
    return user if user is not None and user["role"] == "company" else None


@router.websocket("/ws/applications")
async def tell_company(websocket: WebSocket) -> None:
    """Tell a company of each new application for its jobs."""
    services: Resources = websocket.app.state.resources
    await websocket.accept()
    with suppress(WebSocketDisconnect):
        company = await _company_of(websocket, services)
        if company is None:
            await websocket.close(_REFUSED)
            return
        async with services.listeners.of(company["id"]) as news:
            await websocket.send_json({"type": "ready"})
            sender = asyncio.create_task(_send_all(websocket, news))
            try:
                while (await websocket.receive())["type"] != "websocket.disconnect":
                    continue
            finally:
                sender.cancel()
                with suppress(asyncio.CancelledError, WebSocketDisconnect, RuntimeError):
                    await sender


async def _send_all(websocket: WebSocket, news: "asyncio.Queue[dict[str, Any]]") -> None:
    while True:
        await websocket.send_json(await news.get())
