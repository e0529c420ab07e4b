"""Jobs, in version 1 and, for one route, in version 2."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.database import open_session
from app.routers.deps import OPTIONAL_TOKEN, Company, NoBody, Viewer, refusals
from app.schemas.common import Id, Page
from app.schemas.jobs import JobChange, JobIn, JobOut, JobOut2, JobSearch, SalaryRange
from app.services import jobs

router = APIRouter(prefix="/jobs", tags=["jobs"])
router_v2 = APIRouter(prefix="/jobs", tags=["jobs, version 2"])
DEPRECATED_SINCE = 1_767_225_600


@router.post("", status_code=201, summary="Post a job", responses=refusals(401, 403))
def post_job(company: Company, body: JobIn) -> JobOut:
    """It is pending until an admin has looked at it."""
    with open_session() as session:
        return JobOut.model_validate(jobs.post(session, company, body))


@router.get("", summary="Search jobs", responses=refusals(401), openapi_extra=OPTIONAL_TOKEN)
def search_jobs(_: Viewer, wanted: Annotated[JobSearch, Query()]) -> Page[JobOut]:
    """Open jobs that fit all parameters."""
    with open_session() as session:
        return jobs.search(session, wanted)


@router.get("/{id}", summary="Read a job", deprecated=True, responses=refusals(401, 404), openapi_extra=OPTIONAL_TOKEN)
def read_job(id: Id, viewer: Viewer, response: Response) -> JobOut:
    """Version 2 has another form for the salary."""
    with open_session() as session:
        job = JobOut.model_validate(jobs.seen(session, id, viewer))
    response.headers["Deprecation"] = f"@{DEPRECATED_SINCE}"
    response.headers["Link"] = f'</api/v2/jobs/{id}>; rel="successor-version"'
    return job


@router_v2.get("/{id}", summary="Read a job", responses=refusals(401, 404), openapi_extra=OPTIONAL_TOKEN)
def read_job_v2(id: Id, viewer: Viewer) -> JobOut2:
    """The salary is one thing with two ends."""
    with open_session() as session:
        job = JobOut.model_validate(jobs.seen(session, id, viewer))
    fields = job.model_dump(exclude={"salary_min", "salary_max"})
    return JobOut2(**fields, salary=SalaryRange(min=job.salary_min, max=job.salary_max))


@router.patch("/{id}", summary="Change one's job", responses=refusals(401, 403, 404, 409))
def change_job(id: Id, company: Company, body: JobChange) -> JobOut:
    """It is pending again."""
    with open_session() as session:
        return JobOut.model_validate(jobs.edit(session, id, company, body.changes()))


@router.post("/{id}/close", summary="Close one's job", responses=refusals(401, 403, 404, 409))
def close_job(id: Id, company: Company, _: NoBody = None) -> JobOut:
    """For ever."""
    with open_session() as session:
        return JobOut.model_validate(jobs.close(session, id, company))
