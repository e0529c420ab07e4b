"""Applications."""

from fastapi import APIRouter

from app.routers.dependencies import (
    Company,
    Cursor,
    Id,
    Limit,
    Seeker,
    SeekerOrCompany,
    Services,
    refusals,
    with_token,
)
from app.schemas.applications import ApplicationIn, ApplicationOut
from app.schemas.common import Page

router = APIRouter(tags=["applications"], dependencies=with_token)


@router.post(
    "/jobs/{id}/applications", status_code=201, response_model=ApplicationOut, responses=refusals(401, 403, 404, 409)
)
async def apply(seeker: Seeker, id: Id, body: ApplicationIn, services: Services) -> object:
    """Apply for an open job."""
    return await services.applications.add(seeker, id, body.message)


@router.get("/jobs/{id}/applications", response_model=Page[ApplicationOut], responses=refusals(401, 403, 404))
async def get_applicants(
    company: Company, id: Id, services: Services, limit: Limit = 20, cursor: Cursor = None
) -> object:
    """The applications for a job, the oldest first."""
    return await services.applications.list_for_job(company, id, cursor, limit)


@router.get("/applications/{id}", response_model=ApplicationOut, responses=refusals(401, 403, 404))
async def get_application(user: SeekerOrCompany, id: Id, services: Services) -> object:
    """Read an application."""
    return await services.applications.get(user, id)


@router.post("/applications/{id}/withdraw", response_model=ApplicationOut, responses=refusals(401, 403, 404, 409))
async def withdraw(seeker: Seeker, id: Id, services: Services) -> object:
    """Withdraw one's application."""
    return await services.applications.move(seeker, id, "withdraw")


@router.post("/applications/{id}/accept", response_model=ApplicationOut, responses=refusals(401, 403, 404, 409))
async def accept(company: Company, id: Id, services: Services) -> object:
    """Accept an application."""
    return await services.applications.move(company, id, "accept")


@router.post("/applications/{id}/decline", response_model=ApplicationOut, responses=refusals(401, 403, 404, 409))
async def decline(company: Company, id: Id, services: Services) -> object:
    """Decline an application."""
    return await services.applications.move(company, id, "decline")
