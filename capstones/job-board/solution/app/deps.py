"""What routes ask for."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import NotAllowed, NotSignedIn
from app.models import User
from app.repositories.pages import Cut
from app.resources import Resources
from app.schemas.common import LARGEST_ID
from app.services.accounts import Accounts
from app.services.applications import ApplicationDesk
from app.services.jobs import JobDesk
from app.services.moderation import Moderation

_bearer = HTTPBearer(auto_error=False, description="The access token that log-in answers with.")


def get_resources(request: Request) -> Resources:
    """What the application holds."""
    resources: Resources = request.state.resources
    return resources


Held = Annotated[Resources, Depends(get_resources)]


async def get_db(resources: Held) -> AsyncIterator[AsyncSession]:
    """A session for one request. It is closed before the answer is sent, whatever happens."""
    async with resources.sessions() as session:
        yield session


Db = Annotated[AsyncSession, Depends(get_db, scope="function")]


def get_accounts(db: Db, resources: Held) -> Accounts:
    """What users do with their accounts."""
    return Accounts(db, resources.tokens, resources.counters)


def get_job_desk(db: Db, resources: Held) -> JobDesk:
    """What is done with jobs."""
    return JobDesk(db, resources.cache)


def get_application_desk(db: Db) -> ApplicationDesk:
    """What is done with applications."""
    return ApplicationDesk(db)


def get_moderation(db: Db, resources: Held) -> Moderation:
    """What is done with users."""
    return Moderation(db, resources.cache)


AccountService = Annotated[Accounts, Depends(get_accounts)]
JobService = Annotated[JobDesk, Depends(get_job_desk)]
ApplicationService = Annotated[ApplicationDesk, Depends(get_application_desk)]
ModerationService = Annotated[Moderation, Depends(get_moderation)]


async def get_visitor(
    request: Request,
    accounts: AccountService,
    sent: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> User | None:
    """The user of the token; None without a token."""
    if sent is None:
        return None
    user = await accounts.who(sent.credentials)
    request.state.user_id = user.id  # for the hits
    return user


Visitor = Annotated[User | None, Depends(get_visitor)]


def get_user(visitor: Visitor) -> User:
    """The user of the token; without one, the answer is 401."""
    if visitor is None:
        raise NotSignedIn
    return visitor


CurrentUser = Annotated[User, Depends(get_user)]


def get_seeker(user: CurrentUser) -> User:
    """A job-seeker; for others, the answer is 403."""
    return _only(user, "seeker")


def get_company(user: CurrentUser) -> User:
    """A company; for others, the answer is 403."""
    return _only(user, "company")


def get_member(user: CurrentUser) -> User:
    """A job-seeker or a company; for admins, the answer is 403."""
    return _only(user, "seeker", "company")


def get_admin(user: CurrentUser) -> User:
    """An admin; for others, the answer is 403."""
    return _only(user, "admin")


Seeker = Annotated[User, Depends(get_seeker)]
Company = Annotated[User, Depends(get_company)]
Member = Annotated[User, Depends(get_member)]
Id = Annotated[int, Path(ge=1, le=LARGEST_ID)]


def get_cut(
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str | None, Query(max_length=500, description="What the page before has said.")] = None,
) -> Cut:
    """Which part of a list is asked for."""
    return Cut(limit, cursor)


Paging = Annotated[Cut, Depends(get_cut)]


def _only(user: User, *roles: str) -> User:
    if user.role not in roles:
        raise NotAllowed(f"This is for: {', '.join(roles)}.")
    return user
