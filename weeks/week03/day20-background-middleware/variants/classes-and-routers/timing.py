import logging
from datetime import datetime

from fastapi.responses import PlainTextResponse
from starlette.middleware.base import BaseHTTPMiddleware

logger = logging.getLogger("app")


class AddHeaders(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        start = datetime.now()
        response = await call_next(request)
        seconds = (datetime.now() - start).total_seconds()
        response.headers.update({"x-app": "journey", "x-process-time": str(seconds)})
        return response


class LogRequests(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        start = datetime.now()
        try:
            response = await call_next(request)
        except Exception:
            logger.exception("a route failed")
            response = PlainTextResponse("sorry", status_code=500)
        took = (datetime.now() - start).total_seconds() * 1000
        logger.info(f"method={request.method} url={request.url} status={response.status_code}, took={round(took)} ms")
        return response
