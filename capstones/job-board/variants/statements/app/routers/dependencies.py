"""What routes need: the services, and who is asking."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request
from fastapi.security import HTTPBearer

from app.errors import Forbidden, NotAuthenticated
from app.resources import Resources
from app.schemas.common import LARGEST_ID, Problems, Refusal

Viewer = dict[str, Any]

_bearer = HTTPBearer(auto_error=False, description="The access token of a log-in.")


def get_resources(request: Request) -> Resources:
    """Everything that lives as long as the application."""
    resources: Resources = request.app.state.resources
    return resources


Services = Annotated[Resources, Depends(get_resources)]


async def get_viewer(request: Request, services: Services) -> Viewer | None:
    """Who is asking, or None; a token that is there must be valid."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer":
        raise NotAuthenticated("Only bearer tokens are known here.")
    user = await services.accounts.who(token.strip())
    request.state.user_id = user["id"]
    return user


async def get_user(viewer: Annotated[Viewer | None, Depends(get_viewer)]) -> Viewer:
    """Who is asking."""
    if viewer is None:
        raise NotAuthenticated("This needs an access token.")
    return viewer


def _only(*roles: str) -> Callable[..., Coroutine[Any, Any, Viewer]]:
    async def check(user: Annotated[Viewer, Depends(get_user)]) -> Viewer:
        if user["role"] not in roles:
            raise Forbidden("This is not for your role.")
        return user

    return check


with_token = [Depends(_bearer)]

Anybody = Annotated[Viewer | None, Depends(get_viewer)]
User = Annotated[Viewer, Depends(get_user)]
Seeker = Annotated[Viewer, Depends(_only("seeker"))]
Company = Annotated[Viewer, Depends(_only("company"))]
SeekerOrCompany = Annotated[Viewer, Depends(_only("seeker", "company"))]
Admin = Annotated[Viewer, Depends(_only("admin"))]

Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query()]

_WORDS = {
    401: "Nobody, or somebody with a token that is not valid",
    403: "Not for this role",
    404: "There is none, or none for this user",
    409: "Its state does not allow this",
    503: "A service is away",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route, for the description."""
    named: dict[int | str, dict[str, Any]] = {
        400: {"model": Refusal, "description": "The body cannot be read"},
        413: {"model": Refusal, "description": "The body is too large"},
        422: {"model": Problems, "description": "The request makes no sense"},
        429: {"model": Refusal, "description": "Too many requests"},
        503: {"model": Refusal, "description": _WORDS[503]},
    }
    named |= {status: {"model": Refusal, "description": _WORDS[status]} for status in statuses}
    return named
