"""What only admins do."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.database import open_session
from app.routers.deps import Admin, NoBody, refusals
from app.schemas.accounts import ModeratedUser
from app.schemas.admin import Approval, HitFigures, JobQueue, Rejection, Since, UserSearch
from app.schemas.common import Id, Page
from app.schemas.jobs import JobOut
from app.services import accounts, hits, jobs

router = APIRouter(prefix="/admin", tags=["admin"])


@router.get("/jobs", summary="List jobs to look at", responses=refusals(401, 403))
def list_jobs(_: Admin, wanted: Annotated[JobQueue, Query()]) -> Page[JobOut]:
    """The oldest first."""
    with open_session() as session:
        rows, next_cursor = jobs.queue(session, wanted.status, wanted.limit, wanted.cursor)
        return Page(items=[JobOut.model_validate(row) for row in rows], next_cursor=next_cursor)


@router.post("/jobs/{id}/approve", summary="Approve a job", responses=refusals(401, 403, 404, 409))
def approve(id: Id, _: Admin, body: Approval) -> JobOut:
    """The version that was read, and no other."""
    with open_session() as session:
        return JobOut.model_validate(jobs.moderate(session, id, "approve", body.version))


@router.post("/jobs/{id}/reject", summary="Reject a job", responses=refusals(401, 403, 404, 409))
def reject(id: Id, _: Admin, body: Rejection) -> JobOut:
    """Its company reads the reason."""
    with open_session() as session:
        return JobOut.model_validate(jobs.moderate(session, id, "reject", body.version, body.reason))


@router.get("/users", summary="List users", responses=refusals(401, 403))
def list_users(_: Admin, wanted: Annotated[UserSearch, Query()]) -> Page[ModeratedUser]:
    """The oldest first."""
    with open_session() as session:
        rows, next_cursor = accounts.list_users(session, wanted.role, wanted.email, wanted.limit, wanted.cursor)
        return Page(items=[ModeratedUser.model_validate(row) for row in rows], next_cursor=next_cursor)


@router.post("/users/{id}/ban", summary="Ban a user", responses=refusals(401, 403, 404, 409))
def ban(id: Id, _: Admin, body: NoBody = None) -> ModeratedUser:
    """At once."""
    with open_session() as session:
        return ModeratedUser.model_validate(accounts.set_ban(session, id, is_banned=True))


@router.post("/users/{id}/unban", summary="Lift a ban", responses=refusals(401, 403, 404))
def unban(id: Id, _: Admin, body: NoBody = None) -> ModeratedUser:
    """The user logs in again."""
    with open_session() as session:
        return ModeratedUser.model_validate(accounts.set_ban(session, id, is_banned=False))


@router.get("/hits", summary="Count requests", responses=refusals(401, 403))
def count_hits(_: Admin, wanted: Annotated[Since, Query()]) -> HitFigures:
    """By route and by status."""
    return hits.figures(wanted.since)
