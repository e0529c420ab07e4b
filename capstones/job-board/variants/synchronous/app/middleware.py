"""What happens to every request, before and after its route."""

import asyncio
import math
import time
from datetime import UTC, datetime

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.cache import get_cache
from app.security import read_token
from app.services.hits import recorder

MOST_BYTES = 65_536
MOST_DRAINED = 16 * 1024 * 1024
MINUTE = 60


def _user_id(scope: Scope) -> int | None:
    """The user that the token names. Whether they still exist is another question."""
    if "named_user" not in scope:
        scheme, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        claims = read_token(token.strip(), "access") if scheme.lower() == "bearer" else None
        scope["named_user"] = claims.user_id if claims else None
    user_id: int | None = scope["named_user"]
    return user_id


class Hits:
    """A hit for each request to the API."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Only look on."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        status, start, at = 500, time.perf_counter(), datetime.now(UTC)

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            route = getattr(scope.get("route"), "path", None)
            recorder.put(
                {
                    "method": scope["method"],
                    "path": scope["path"],
                    "status": status,
                    "route": "/".join(scope["path"].split("/")[:3]) + route if route else None,
                    "milliseconds": round((time.perf_counter() - start) * 1000, 3),
                    "user_id": None if status == 401 else _user_id(scope),
                    "at": at,
                }
            )


class NoSniff:
    """No browser guesses what an answer is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add a header."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Content-Type-Options"] = "nosniff"
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class RateLimit:
    """So many requests a minute. Redis counts for all processes; this one counts for itself in any case."""

    def __init__(self, app: ASGIApp, limit: int | None) -> None:
        self.app, self._limit = app, limit
        self._minute, self._counts = 0, dict[str, int]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it through, or refuse it."""
        if self._limit is None or scope["type"] != "http" or scope["path"] == "/health":
            await self.app(scope, receive, send)
            return
        user_id, address = _user_id(scope), scope.get("client") or ("unknown", 0)
        if await self._count(f"user {user_id}" if user_id else f"address {address[0]}") > self._limit:
            wait = max(1, math.ceil(MINUTE - time.time() % MINUTE))
            answer = JSONResponse({"detail": "Too many requests."}, 429, {"Retry-After": str(wait)})
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def _count(self, client: str) -> int:
        minute = int(time.time() // MINUTE)
        if minute != self._minute:
            self._minute, self._counts = minute, {}
        count = self._counts[client] = self._counts.get(client, 0) + 1
        shared = await asyncio.to_thread(get_cache().count, f"rate:{minute}:{client}", 2 * MINUTE)
        return max(count, shared or 0)


class BodyLimit:
    """Read the whole body first, and refuse it if it is too large."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What is too large is read to its end, within reason, so that the client gets to see the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body, size, is_more = bytearray(), 0, True
        while is_more and size <= MOST_DRAINED:
            message = await receive()
            if message["type"] != "http.request":
                return
            chunk = message.get("body", b"")
            size += len(chunk)
            if size <= MOST_BYTES:
                body += chunk
            is_more = message.get("more_body", False)
        if size > MOST_BYTES:
            await JSONResponse({"detail": "The body is too large."}, 413)(scope, receive, send)
            return
        if b"\0" in body:
            await JSONResponse({"detail": "The body is not UTF-8."}, 400)(scope, receive, send)
            return
        is_read = False

        async def replay() -> Message:
            nonlocal is_read
            if is_read:
                return await receive()
            is_read = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self.app(scope, replay, send)
