"""What happens around every request. These are ASGI applications: nothing is copied, and nothing waits for them."""

import contextlib
import time
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import NotSignedIn
from app.resources import Resources
from app.services.hits import Hit

LARGEST_BODY = 65_536
_MINUTE = 60


class KeepHits:
    """Each request below /api becomes a hit as soon as its answer is complete."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the answer as it passes."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        began, at = time.perf_counter(), datetime.now(UTC)
        status = 500

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                _keep(scope, status, began, at)

        try:
            await self._app(scope, receive, watching)
        except Exception:
            _keep(scope, 500, began, at)
            raise


def _keep(scope: Scope, status: int, began: float, at: datetime) -> None:
    state = scope["state"]
    hit = Hit(
        method=scope["method"],
        path=scope["path"].encode(errors="replace").decode(),
        route=_pattern(scope) if "endpoint" in scope else None,
        status=status,
        milliseconds=(time.perf_counter() - began) * 1000,
        user_id=state.get("user_id"),
        at=at,
    )
    resources: Resources = state["resources"]
    resources.hits.put(hit)


def _pattern(scope: Scope) -> str:
    """The path with names in the place of what they stood for; a route knows only what stands in its own router."""
    names = {str(value): f"{{{name}}}" for name, value in scope["path_params"].items()}
    return "/".join(names.get(part, part) for part in scope["path"].split("/"))


class HarmlessAnswers:
    """No browser takes an answer for anything but what it says it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add a header to each answer."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["X-Content-Type-Options"] = "nosniff"
            await send(message)

        await self._app(scope, receive, marked if scope["type"] == "http" else send)


class LimitRequests:
    """So many requests a minute for each client."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, and refuse what is too much."""
        if scope["type"] == "http" and scope["path"] != "/health":
            resources: Resources = scope["state"]["resources"]
            made, seconds = await resources.counters.count(f"requests:{_client(scope, resources)}", _MINUTE)
            if made > self._most:
                refusal = {"detail": "Too many requests. Try again later."}
                answer = JSONResponse(refusal, 429, {"Retry-After": str(seconds)})
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _client(scope: Scope, resources: Resources) -> str:
    """The user of a token that is ours, or else where the connection comes from."""
    scheme, _, token = Headers(scope=scope).get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        with contextlib.suppress(NotSignedIn):
            return f"user {resources.tokens.read('access', token.strip()).user_id}"
    return f"host {(scope.get('client') or ['unknown'])[0]}"


class LimitBodies:
    """No body is read further than it may be long, whatever its header says."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body before anybody else does, and hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("Content-Length", "0")
        if announced.isdecimal() and int(announced[:20]) > LARGEST_BODY:
            await _too_large(scope, receive, send)
            return
        body = b""
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return  # the client has gone
            body += message.get("body", b"")
            if len(body) > LARGEST_BODY:
                await _too_large(scope, receive, send)
                return
            if not message.get("more_body"):
                break
        is_handed_on = False

        async def again() -> Message:
            nonlocal is_handed_on
            if is_handed_on:
                return await receive()
            is_handed_on = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, again, send)


async def _too_large(scope: Scope, receive: Receive, send: Send) -> None:
    answer = JSONResponse({"detail": f"A body has {LARGEST_BODY} bytes at most."}, 413, {"Connection": "close"})
    await answer(scope, receive, send)
