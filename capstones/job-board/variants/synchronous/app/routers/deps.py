"""Who is asking, and what may be answered."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import HTTPBearer

from app.database import open_session
from app.models.users import User
from app.schemas.common import Flaws, Nothing, Paging, Refused
from app.services import accounts

bearer = HTTPBearer(auto_error=False, description="An access token")
OPTIONAL_TOKEN: dict[str, Any] = {"security": [{}, {"HTTPBearer": []}]}


def viewer(request: Request) -> User | None:
    """Who has sent the token, or None without one. A token that is not valid is 401."""
    header = request.headers.get("authorization")
    if header is None:
        return None
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer":
        raise HTTPException(401, "A bearer token is needed.")
    with open_session() as session:
        return accounts.user_of_token(session, token.strip())


Viewer = Annotated[User | None, Depends(viewer)]


def current_user(user: Viewer, _: Annotated[object, Security(bearer)]) -> User:
    """Who has sent the token."""
    if user is None:
        raise HTTPException(401, "A bearer token is needed.")
    return user


CurrentUser = Annotated[User, Depends(current_user)]


def _only(*roles: str) -> Callable[[User], User]:
    def allowed(user: CurrentUser) -> User:
        if user.role not in roles:
            raise HTTPException(403, "Your role may not do this.")
        return user

    return allowed


Seeker = Annotated[User, Depends(_only("seeker"))]
Company = Annotated[User, Depends(_only("company"))]
SeekerOrCompany = Annotated[User, Depends(_only("seeker", "company"))]
Admin = Annotated[User, Depends(_only("admin"))]
Pages = Annotated[Paging, Depends()]
NoBody = Nothing | None

_MEANINGS = {
    400: "The body cannot be read.",
    401: "Nobody knows who is asking.",
    403: "This role may not do that.",
    404: "There is no such thing, or it is not yours to see.",
    409: "The state of the thing does not allow it.",
    413: "The body is too large.",
    429: "Too many requests.",
    503: "A service is away.",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For the description: how a route refuses."""
    answers: dict[int | str, dict[str, Any]] = {
        status: {"model": Refused, "description": _MEANINGS[status]} for status in (400, *statuses, 413, 429, 503)
    }
    return answers | {422: {"model": Flaws, "description": "The request makes no sense."}}
