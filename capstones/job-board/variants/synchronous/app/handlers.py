"""From what went wrong to an answer."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from app import errors

STATUSES: dict[type[errors.Refusal], int] = {
    errors.Unauthenticated: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Senseless: 422,
    errors.TooManyAttempts: 429,
    errors.Unavailable: 503,
}


def _answer(status: int, detail: object, headers: dict[str, str] | None = None) -> JSONResponse:
    if status == 401:
        headers = {"WWW-Authenticate": "Bearer"}
    return JSONResponse({"detail": detail}, status, headers)


def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.Refusal)
    detail: object = error.message
    headers = None
    if isinstance(error, errors.Senseless):
        detail = [{"loc": list(error.where), "msg": error.message}]
    if isinstance(error, errors.TooManyAttempts):
        headers = {"Retry-After": str(error.seconds)}
    return _answer(STATUSES[type(error)], detail, headers)


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _answer(error.status_code, error.detail, dict(error.headers or {}))


def _senseless(_: Request, error: Exception) -> JSONResponse:
    """Where and what, but nothing of what was sent: the name of an unknown field was sent, too."""
    assert isinstance(error, RequestValidationError)
    flaws = []
    for flaw in error.errors():
        loc = flaw["loc"][:-1] if flaw["type"] == "extra_forbidden" else flaw["loc"]
        flaws.append({"loc": list(loc), "msg": flaw["msg"]})
    return _answer(422, flaws)


def _taken(_: Request, __: Exception) -> JSONResponse:
    return _answer(409, "Something that belongs to this has changed in the meantime.")


def _away(_: Request, __: Exception) -> JSONResponse:
    return _answer(503, "The database is away.")


def _broken(_: Request, __: Exception) -> JSONResponse:
    return JSONResponse({"detail": "This should not have happened."}, 500, {"X-Content-Type-Options": "nosniff"})


def add_handlers(app: FastAPI) -> None:
    """For all refusals, expected or not."""
    app.add_exception_handler(errors.Refusal, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _senseless)
    app.add_exception_handler(IntegrityError, _taken)
    for error in (OperationalError, InterfaceError, PoolTimeoutError):
        app.add_exception_handler(error, _away)
    app.add_exception_handler(Exception, _broken)
