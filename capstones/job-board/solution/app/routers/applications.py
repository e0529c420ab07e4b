"""Applications: sending, withdrawing, deciding."""

from fastapi import APIRouter, BackgroundTasks

from app.deps import ApplicationService, Company, Held, Id, Member, Paging, Seeker
from app.models import Application
from app.routers.described import refusals
from app.routers.paging import page
from app.schemas.applications import ApplicationIn, ApplicationOut
from app.schemas.common import Page
from app.services.applications import tell

router = APIRouter(tags=["applications"], responses=refusals(401, 403, 404))


@router.post("/jobs/{job_id}/applications", status_code=201, response_model=ApplicationOut, responses=refusals(409))
async def apply(
    seeker: Seeker, job_id: Id, new: ApplicationIn, applications: ApplicationService, resources: Held
) -> Application:
    """Apply for a job, once."""
    application = await applications.apply(seeker, job_id, new.message)
    news: dict[str, str | int] = {"type": "application", "application_id": application.id, "job_id": job_id}
    await resources.listeners.tell(application.job.company_id, news)
    return application


@router.get("/jobs/{job_id}/applications")
async def list_applications(
    company: Company, job_id: Id, applications: ApplicationService, cut: Paging
) -> Page[ApplicationOut]:
    """List who has applied for my job."""
    return page(ApplicationOut, await applications.sent_for(company, job_id, cut))


@router.get("/applications/{application_id}", response_model=ApplicationOut)
async def read_application(member: Member, application_id: Id, applications: ApplicationService) -> Application:
    """Read an application that I have sent, or that was sent for my job."""
    return await applications.read(member, application_id)


@router.post("/applications/{application_id}/withdraw", response_model=ApplicationOut, responses=refusals(409))
async def withdraw(seeker: Seeker, application_id: Id, applications: ApplicationService) -> Application:
    """Withdraw my application."""
    return await applications.move(seeker, application_id, "withdraw")


@router.post("/applications/{application_id}/accept", response_model=ApplicationOut, responses=refusals(409))
async def accept(
    company: Company, application_id: Id, applications: ApplicationService, resources: Held, later: BackgroundTasks
) -> Application:
    """Accept an application for my job."""
    application = await applications.move(company, application_id, "accept")
    later.add_task(tell, resources.sessions, application.user_id, f"You are welcome: {application.job.title}")
    return application


@router.post("/applications/{application_id}/decline", response_model=ApplicationOut, responses=refusals(409))
async def decline(
    company: Company, application_id: Id, applications: ApplicationService, resources: Held, later: BackgroundTasks
) -> Application:
    """Decline an application for my job."""
    application = await applications.move(company, application_id, "decline")
    later.add_task(tell, resources.sessions, application.user_id, f"Not this time: {application.job.title}")
    return application
