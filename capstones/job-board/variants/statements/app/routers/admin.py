"""What admins do."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator

from app.errors import Unavailable
from app.routers.dependencies import Admin, Cursor, Id, Limit, Services, refusals, with_token
from app.schemas.common import Moment, Page, Stripped, without_zero
from app.schemas.hits import HitsOut
from app.schemas.jobs import Approval, JobOut, Rejection, Status
from app.schemas.users import Role, UserForAdmins

router = APIRouter(prefix="/admin", tags=["admin"], dependencies=with_token)


@router.get("/jobs", response_model=Page[JobOut], responses=refusals(401, 403))
async def get_queue(
    admin: Admin, services: Services, status: Status = Status.PENDING, limit: Limit = 20, cursor: Cursor = None
) -> object:
    """Jobs in a state, the oldest first."""
    return await services.jobs.list_by_status(status, cursor, limit)


@router.post("/jobs/{id}/approve", response_model=JobOut, responses=refusals(401, 403, 404, 409))
async def approve(admin: Admin, id: Id, body: Approval, services: Services) -> object:
    """Let everybody see a job."""
    return await services.jobs.decide(id, "approve", body.version)


@router.post("/jobs/{id}/reject", response_model=JobOut, responses=refusals(401, 403, 404, 409))
async def reject(admin: Admin, id: Id, body: Rejection, services: Services) -> object:
    """Send a job back, with a reason."""
    return await services.jobs.decide(id, "reject", body.version, body.reason)


@router.get("/users", response_model=Page[UserForAdmins], responses=refusals(401, 403))
async def get_users(
    admin: Admin,
    services: Services,
    role: Role | None = None,
    email: Annotated[str, Stripped, AfterValidator(without_zero)] | None = None,
    limit: Limit = 20,
    cursor: Cursor = None,
) -> object:
    """Users, the oldest first."""
    return await services.accounts.list_all(role, email, cursor, limit)


@router.post("/users/{id}/ban", response_model=UserForAdmins, responses=refusals(401, 403, 404, 409))
async def ban(admin: Admin, id: Id, services: Services) -> object:
    """Ban a user."""
    return await services.accounts.set_banned(id, True)


@router.post("/users/{id}/unban", response_model=UserForAdmins, responses=refusals(401, 403, 404))
async def unban(admin: Admin, id: Id, services: Services) -> object:
    """Lift a ban."""
    return await services.accounts.set_banned(id, False)


@router.get("/hits", response_model=HitsOut, responses=refusals(401, 403))
async def get_hits(admin: Admin, services: Services, since: Moment | None = None) -> object:
    """Figures about requests."""
    figures = await services.hits.figures(since) if services.hits else None
    if figures is None:
        raise Unavailable("The hits are away.")
    return figures
