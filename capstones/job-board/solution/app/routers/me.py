"""What users have of their own."""

from fastapi import APIRouter

from app.deps import AccountService, ApplicationService, Company, CurrentUser, JobService, Paging, Seeker
from app.models import User
from app.routers.described import refusals
from app.routers.paging import page
from app.schemas.accounts import Profile, UserOut
from app.schemas.applications import ApplicationOut, NoticeOut
from app.schemas.common import Page
from app.schemas.jobs import JobOut

router = APIRouter(prefix="/me", tags=["me"], responses=refusals(401))


@router.get("", response_model=UserOut)
async def read_me(user: CurrentUser) -> User:
    """Say who I am."""
    return user


@router.patch("", response_model=UserOut)
async def change_me(user: CurrentUser, profile: Profile, accounts: AccountService) -> User:
    """Change my name."""
    return await accounts.change(user, profile)


@router.get("/jobs", responses=refusals(403))
async def my_jobs(company: Company, jobs: JobService, cut: Paging) -> Page[JobOut]:
    """List my jobs, whatever their state."""
    return await jobs.own(company, cut)


@router.get("/applications", responses=refusals(403))
async def my_applications(seeker: Seeker, applications: ApplicationService, cut: Paging) -> Page[ApplicationOut]:
    """List what I have sent."""
    return page(ApplicationOut, await applications.sent_by(seeker, cut))


@router.get("/notices")
async def my_notices(user: CurrentUser, applications: ApplicationService, cut: Paging) -> Page[NoticeOut]:
    """List what I was told."""
    return page(NoticeOut, await applications.notices(user, cut))
