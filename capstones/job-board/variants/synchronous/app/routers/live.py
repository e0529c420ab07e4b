"""News over a WebSocket."""

import asyncio
import contextlib
import json
from collections.abc import MutableMapping
from typing import Any

from fastapi import APIRouter, WebSocket
from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocketDisconnect

from app.database import open_session
from app.errors import Refusal
from app.services import accounts
from app.services.live import Listener, hub

router = APIRouter()
PATIENCE = 30
REFUSED = 1008


def _company_of(message: MutableMapping[str, Any]) -> int | None:
    try:
        content = json.loads(message.get("text") or "")
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.keys() != {"token"} or not isinstance(content["token"], str):
        return None
    try:
        with open_session() as session:
            user = accounts.user_of_token(session, content["token"])
    except Refusal:
        return None
    return user.id if user.role == "company" else None


async def _pass_on(websocket: WebSocket, listener: Listener) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await websocket.send_json(await listener.next())


@router.websocket("/ws/applications")
async def applications(websocket: WebSocket) -> None:
    """A company is told of each application for one of its jobs."""
    await websocket.accept()
    message: MutableMapping[str, Any]
    try:
        message = await asyncio.wait_for(websocket.receive(), PATIENCE)
    except TimeoutError:
        message = {"type": "websocket.receive"}
    if message["type"] == "websocket.disconnect":
        return
    company_id = await run_in_threadpool(_company_of, message)
    if company_id is None:
        await websocket.close(REFUSED)
        return
    listener = Listener()
    sender: asyncio.Task[None] | None = None
    try:
        if not await run_in_threadpool(hub.add, company_id, listener):
            await websocket.close(1011)
            return
        await websocket.send_json({"type": "ready"})
        sender = asyncio.create_task(_pass_on(websocket, listener))
        while (await websocket.receive())["type"] != "websocket.disconnect":
            pass
    except WebSocketDisconnect:
        pass
    finally:
        hub.remove(company_id, listener)
        if sender is not None:
            sender.cancel()
