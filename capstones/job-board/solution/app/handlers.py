"""What refusals are in HTTP. No answer repeats what was sent: there may be a password in it."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app import errors

_STATUSES: dict[type[errors.Problem], int] = {
    errors.BadRequest: 422,
    errors.Conflict: 409,
    errors.NotAllowed: 403,
    errors.NotFound: 404,
    errors.NotSignedIn: 401,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}


def add_handlers(app: FastAPI) -> None:
    """Tell the application what refusals are."""
    app.add_exception_handler(errors.Problem, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    for away in (OperationalError, InterfaceError, PoolTimeoutError):
        app.add_exception_handler(away, _away)


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.Problem)
    headers = {}
    if isinstance(error, errors.NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, errors.TooMany):
        headers["Retry-After"] = str(error.retry_after)
    status = _STATUSES[type(error)]
    detail = [{"loc": ["request"], "msg": str(error)}] if status == 422 else str(error)
    return JSONResponse({"detail": detail}, status, headers)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    places = [{"loc": [_writable(part) for part in one["loc"]], "msg": _writable(one["msg"])} for one in error.errors()]
    return JSONResponse({"detail": places}, 422)


async def _away(_request: Request, _error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "The database cannot be reached. Try again later."}, 503)


def _writable(part: str | int) -> str | int:
    """Half of an emoji can be a name in JSON, but cannot be sent."""
    return part.encode(errors="replace").decode() if isinstance(part, str) else part
