"""The refusals of routes, as their description names them."""

from typing import Any

from app.schemas.common import Invalid, Problem

_TITLES = {
    401: "No token, or one that is not valid",
    403: "Not for users of this role",
    404: "There is no such thing, or it is not yours to see",
    409: "Its state does not allow that",
    413: "The body is too large",
    429: "Too many requests",
    503: "Something that this needs is away",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """These, and what any route may answer."""
    found: dict[int | str, dict[str, Any]] = {422: {"model": Invalid, "description": "The request makes no sense"}}
    for status in {400, *statuses, 413, 429, 503}:
        found[status] = {"model": Problem, "description": _TITLES.get(status, "The body is no JSON")}
    return found
