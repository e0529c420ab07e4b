"""What admins do. Each route here is for them alone."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.deps import Held, Id, JobService, ModerationService, Paging, get_admin
from app.models import Job, User
from app.routers.described import refusals
from app.routers.paging import page
from app.rules import JobStatus, Role
from app.schemas.accounts import ModeratedUserOut
from app.schemas.common import Page, Storable
from app.schemas.hits import Hits
from app.schemas.jobs import Approval, JobOut, Rejection, Since

router = APIRouter(prefix="/admin", tags=["admins"], dependencies=[Depends(get_admin)], responses=refusals(401, 403))
_ABOUT_ONE = refusals(404, 409)


@router.get("/jobs")
async def list_jobs(jobs: JobService, cut: Paging, status: JobStatus = "pending") -> Page[JobOut]:
    """List what waits for moderation."""
    return await jobs.waiting(status, cut)


@router.post("/jobs/{job_id}/approve", response_model=JobOut, responses=_ABOUT_ONE)
async def approve(job_id: Id, read: Approval, jobs: JobService) -> Job:
    """Let everybody see a job."""
    return await jobs.approve(job_id, read.version)


@router.post("/jobs/{job_id}/reject", response_model=JobOut, responses=_ABOUT_ONE)
async def reject(job_id: Id, read: Rejection, jobs: JobService) -> Job:
    """Refuse a job, and tell its company why."""
    return await jobs.reject(job_id, read.version, read.reason)


@router.get("/users")
async def list_users(
    moderation: ModerationService,
    cut: Paging,
    role: Role | None = None,
    email: Annotated[str | None, Query(max_length=320), Storable] = None,
) -> Page[ModeratedUserOut]:
    """List users."""
    return page(ModeratedUserOut, await moderation.users(role, email, cut))


@router.post("/users/{user_id}/ban", response_model=ModeratedUserOut, responses=_ABOUT_ONE)
async def ban(user_id: Id, moderation: ModerationService) -> User:
    """Let a user do nothing any more."""
    return await moderation.ban(user_id)


@router.post("/users/{user_id}/unban", response_model=ModeratedUserOut, responses=_ABOUT_ONE)
async def unban(user_id: Id, moderation: ModerationService) -> User:
    """Let a user in again."""
    return await moderation.unban(user_id)


@router.get("/hits")
async def count_hits(resources: Held, since: Since | None = None) -> Hits:
    """Say how the API is used."""
    return await resources.hits.figures(since)
