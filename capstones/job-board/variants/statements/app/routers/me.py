"""What is one's own."""

from fastapi import APIRouter

from app.routers.dependencies import Company, Cursor, Limit, Seeker, Services, User, refusals, with_token
from app.schemas.applications import ApplicationOut, NoticeOut
from app.schemas.common import Page
from app.schemas.jobs import JobOut
from app.schemas.users import Profile, UserOut

router = APIRouter(prefix="/me", tags=["me"], dependencies=with_token)


@router.get("", response_model=UserOut, responses=refusals(401))
async def get_me(user: User) -> object:
    """Who am I?"""
    return user


@router.patch("", response_model=UserOut, responses=refusals(401))
async def change_me(user: User, body: Profile, services: Services) -> object:
    """Change the name."""
    return await services.accounts.rename(user, body.name)


@router.get("/jobs", response_model=Page[JobOut], responses=refusals(401, 403))
async def get_my_jobs(company: Company, services: Services, limit: Limit = 20, cursor: Cursor = None) -> object:
    """A company's own jobs, the newest first."""
    return await services.jobs.list_own(company, cursor, limit)


@router.get("/applications", response_model=Page[ApplicationOut], responses=refusals(401, 403))
async def get_my_applications(seeker: Seeker, services: Services, limit: Limit = 20, cursor: Cursor = None) -> object:
    """A job-seeker's own applications, the newest first."""
    return await services.applications.list_own(seeker, cursor, limit)


@router.get("/notices", response_model=Page[NoticeOut], responses=refusals(401))
async def get_my_notices(user: User, services: Services, limit: Limit = 20, cursor: Cursor = None) -> object:
    """One's own notices, the newest first."""
    return await services.applications.list_notices(user, cursor, limit)
