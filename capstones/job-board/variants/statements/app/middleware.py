"""What every request goes through, in plain ASGI."""

import asyncio
import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.resources import Resources

logger = logging.getLogger(__name__)

LARGEST_BODY = 65_536
_MOST_THROWN_AWAY = 8 * 1024 * 1024


def resources_of(scope: Scope) -> Resources | None:
    """What the application has, once it has started."""
    return getattr(scope["app"].state, "resources", None)


async def _refuse(send: Send, status: int, detail: str, *headers: tuple[bytes, bytes]) -> None:
    body = json.dumps({"detail": detail}).encode()
    length = (b"content-length", str(len(body)).encode())
    all_headers = [(b"content-type", b"application/json"), length, *headers]
    await send({"type": "http.response.start", "status": status, "headers": all_headers})
    await send({"type": "http.response.body", "body": body})


class SafeAnswers:
    """Every answer forbids guessing its type. An unexpected error is logged without values, and answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_started = False

        async def send_safely(message: Message) -> None:
            nonlocal has_started
            if message["type"] == "http.response.start":
                has_started = True
                message["headers"] = [*message.get("headers", ()), (b"x-content-type-options", b"nosniff")]
            await send(message)

        try:
            await self.app(scope, receive, send_safely)
        except Exception as error:  # its text may hold what was sent; its place does not
            places = "".join(traceback.format_tb(error.__traceback__))
            logger.error("unexpected %s\n%s", type(error).__name__, places)
            if not has_started:
                await _refuse(send_safely, 500, "Something went wrong.")


class Hits:
    """Notes every request to the API, once it is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._patterns: dict[str, re.Pattern[str]] = {}

    def _pattern(self, scope: Scope) -> str | None:
        """The pattern of the route, also if the request was refused before it got there."""
        if not self._patterns:
            paths = scope["app"].openapi()["paths"]
            self._patterns = {path: re.compile(re.sub(r"\{\w+\}", "[^/]+", path)) for path in paths}
        return next((path for path, pattern in self._patterns.items() if pattern.fullmatch(scope["path"])), None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, and note it."""
        resources = resources_of(scope) if scope["type"] == "http" else None
        if resources is None or resources.hits is None or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        note: Callable[[dict[str, Any]], None] = resources.hits.note
        began, at, status = time.perf_counter(), datetime.now(UTC), 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            await send(message)
            if message["type"] == "http.response.start":
                status = message["status"]
            elif not message.get("more_body"):
                hit = {
                    "method": scope["method"],
                    "path": scope["path"],
                    "route": self._pattern(scope),
                    "status": status,
                    "milliseconds": round((time.perf_counter() - began) * 1000, 3),
                    "user_id": scope.get("state", {}).get("user_id"),
                    "at": at,
                }
                note(hit)

        await self.app(scope, receive, send_and_note)


class Limit:
    """A client has so many requests in a minute."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or refuse it."""
        resources = resources_of(scope) if scope["type"] == "http" else None
        if resources is None or resources.limit is None or scope["path"] == "/health":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        scheme, _, token = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        claims = resources.tokens.read(token.strip(), "access") if scheme.lower() == "bearer" else None
        address = scope["client"][0] if scope.get("client") else "nobody"
        client = f"user:{claims.user_id}" if claims else f"address:{address}"
        wait = await resources.limit.seconds_to_wait(client)
        if not wait:
            await self.app(scope, receive, send)
            return
        if claims:
            scope.setdefault("state", {})["user_id"] = claims.user_id
        await _refuse(send, 429, "Too many requests.", (b"retry-after", str(wait).encode()))


class Bodies:
    """Reads the body before anybody else does: it is not too large, and UTF-8."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = dict(scope["headers"]).get(b"content-length", b"")
        if announced.isdigit() and int(announced[:10]) > LARGEST_BODY:
            await _throw_away(receive)
            await _refuse(send, 413, "The body is too large.", (b"connection", b"close"))
            return
        body, is_whole = bytearray(), False
        while not is_whole:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            is_whole = not message.get("more_body", False)
            if len(body) > LARGEST_BODY:
                if not is_whole:
                    await _throw_away(receive)
                await _refuse(send, 413, "The body is too large.", (b"connection", b"close"))
                return
        try:
            is_text = b"\0" not in body and body.decode() is not None
        except UnicodeDecodeError:
            is_text = False
        if not is_text:
            await _refuse(send, 400, "The body is no UTF-8.")
            return
        is_handed_on = False

        async def receive_again() -> Message:
            nonlocal is_handed_on
            if is_handed_on:
                return await receive()
            is_handed_on = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self.app(scope, receive_again, send)


async def _throw_away(receive: Receive) -> None:
    """Read on for a little while: who is still sending does not see the answer."""
    thrown_away = 0
    with suppress(TimeoutError):
        while thrown_away < _MOST_THROWN_AWAY:
            message = await asyncio.wait_for(receive(), 0.5)
            thrown_away += len(message.get("body", b""))
            if not message.get("more_body", False):
                return
