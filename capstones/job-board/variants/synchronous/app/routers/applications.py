"""Applications."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.database import open_session
from app.models.users import User
from app.routers.deps import Company, NoBody, Seeker, SeekerOrCompany, refusals
from app.schemas.common import Id, Page, Paging
from app.schemas.jobs import ApplicationIn, ApplicationOut
from app.services import applications

router = APIRouter(tags=["applications"])


@router.post(
    "/jobs/{id}/applications", status_code=201, summary="Apply for a job", responses=refusals(401, 403, 404, 409)
)
def apply(id: Id, seeker: Seeker, body: ApplicationIn) -> ApplicationOut:
    """Once for each job, and only for open ones."""
    with open_session() as session:
        return ApplicationOut.model_validate(applications.apply(session, id, seeker, body.message))


@router.get("/jobs/{id}/applications", summary="List who has applied", responses=refusals(401, 403, 404))
def list_applications(id: Id, company: Company, part: Annotated[Paging, Query()]) -> Page[ApplicationOut]:
    """For one's own job, the oldest first."""
    with open_session() as session:
        rows, next_cursor = applications.of_job(session, id, company, part.limit, part.cursor)
        return Page(items=[ApplicationOut.model_validate(row) for row in rows], next_cursor=next_cursor)


@router.get("/applications/{id}", summary="Read an application", responses=refusals(401, 403, 404))
def read_application(id: Id, user: SeekerOrCompany) -> ApplicationOut:
    """One that one has sent, or got."""
    with open_session() as session:
        return ApplicationOut.model_validate(applications.seen(session, id, user))


def _move(id: int, user: User, action: str) -> ApplicationOut:
    with open_session() as session:
        return ApplicationOut.model_validate(applications.move(session, id, user, action))


@router.post(
    "/applications/{id}/withdraw", summary="Withdraw one's application", responses=refusals(401, 403, 404, 409)
)
def withdraw(id: Id, seeker: Seeker, _: NoBody = None) -> ApplicationOut:
    """Only before it is decided."""
    return _move(id, seeker, "withdraw")


@router.post("/applications/{id}/accept", summary="Accept an application", responses=refusals(401, 403, 404, 409))
def accept(id: Id, company: Company, _: NoBody = None) -> ApplicationOut:
    """Only before it is withdrawn or decided."""
    return _move(id, company, "accept")


@router.post("/applications/{id}/decline", summary="Decline an application", responses=refusals(401, 403, 404, 409))
def decline(id: Id, company: Company, _: NoBody = None) -> ApplicationOut:
    """Only before it is withdrawn or decided."""
    return _move(id, company, "decline")
