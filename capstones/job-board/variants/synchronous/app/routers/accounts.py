"""Accounts, tokens, and what is one's own."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.database import open_session
from app.routers.deps import Company, CurrentUser, Seeker, refusals
from app.schemas.accounts import LogIn, NoticeOut, ProfileChange, RefreshIn, SignUp, Tokens, UserOut
from app.schemas.common import Page, Paging
from app.schemas.jobs import ApplicationOut, JobOut
from app.services import accounts, applications, jobs

auth = APIRouter(prefix="/auth", tags=["accounts"])
me = APIRouter(prefix="/me", tags=["me"])
Part = Annotated[Paging, Query()]


@auth.post("/sign-up", status_code=201, summary="Make an account", responses=refusals(409))
def sign_up(body: SignUp) -> UserOut:
    """A job-seeker or a company."""
    with open_session() as session:
        user = accounts.sign_up(session, body.email, body.password, body.name, body.role)
        return UserOut.model_validate(user)


@auth.post("/log-in", summary="Get tokens for a password", responses=refusals(401, 403))
def log_in(body: LogIn) -> Tokens:
    """After five failures, an address has to wait."""
    with open_session() as session:
        return Tokens.model_validate(accounts.log_in(session, body.email, body.password))


@auth.post("/refresh", summary="Get tokens for a refresh token", responses=refusals(401))
def refresh(body: RefreshIn) -> Tokens:
    """Each refresh token is good for one use."""
    with open_session() as session:
        return Tokens.model_validate(accounts.refresh(session, body.refresh_token))


@auth.post("/log-out", status_code=204, summary="End the refresh tokens of a log-in", responses=refusals(401))
def log_out(body: RefreshIn) -> None:
    """The access token lives on until its end."""
    with open_session() as session:
        accounts.log_out(session, body.refresh_token)


@me.get("", summary="See who one is", responses=refusals(401))
def read_me(user: CurrentUser) -> UserOut:
    """The user of the token."""
    return UserOut.model_validate(user)


@me.patch("", summary="Change one's name", responses=refusals(401))
def change_me(user: CurrentUser, body: ProfileChange) -> UserOut:
    """Nothing else can be changed."""
    with open_session() as session:
        return UserOut.model_validate(accounts.rename(session, user.id, body.name))


@me.get("/jobs", summary="List one's own jobs", responses=refusals(401, 403))
def my_jobs(company: Company, part: Part) -> Page[JobOut]:
    """The newest first, whatever their state."""
    with open_session() as session:
        rows, next_cursor = jobs.of_company(session, company, part.limit, part.cursor)
        return Page(items=[JobOut.model_validate(row) for row in rows], next_cursor=next_cursor)


@me.get("/applications", summary="List one's own applications", responses=refusals(401, 403))
def my_applications(seeker: Seeker, part: Part) -> Page[ApplicationOut]:
    """The newest first."""
    with open_session() as session:
        rows, next_cursor = applications.of_seeker(session, seeker, part.limit, part.cursor)
        return Page(items=[ApplicationOut.model_validate(row) for row in rows], next_cursor=next_cursor)


@me.get("/notices", summary="List one's own notices", responses=refusals(401))
def my_notices(user: CurrentUser, part: Part) -> Page[NoticeOut]:
    """The newest first."""
    with open_session() as session:
        rows, next_cursor = applications.notices(session, user, part.limit, part.cursor)
        return Page(items=[NoticeOut.model_validate(row) for row in rows], next_cursor=next_cursor)
