"""Jobs: posting, changing, finding."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.deps import Company, Id, JobService, Paging, Visitor
from app.models import Job
from app.routers.described import refusals
from app.schemas.common import Page
from app.schemas.jobs import JobBase, JobChanges, JobIn, JobOut, JobOut2, Salary, Search

router = APIRouter(prefix="/jobs", tags=["jobs"], responses=refusals(401))
router2 = APIRouter(prefix="/jobs", tags=["jobs"], responses=refusals(401, 404))
_DEPRECATED_SINCE = "@1793491200"  # 1 November 2026


@router.post("", status_code=201, response_model=JobOut, responses=refusals(403))
async def post_job(company: Company, new: JobIn, jobs: JobService) -> Job:
    """Post a job. An admin looks at it before the public does."""
    return await jobs.post(company, new)


@router.get("")
async def search_jobs(
    _visitor: Visitor, search: Annotated[Search, Query()], jobs: JobService, cut: Paging
) -> Page[JobOut]:
    """Find open jobs."""
    return await jobs.search(search, cut)


@router.get("/{job_id}", response_model=JobOut, deprecated=True, responses=refusals(404))
async def read_job(visitor: Visitor, job_id: Id, jobs: JobService, response: Response) -> Job:
    """Read a job. In version 2, its salary has a shape of its own."""
    response.headers["Deprecation"] = _DEPRECATED_SINCE
    response.headers["Link"] = f'</api/v2/jobs/{job_id}>; rel="successor-version"'
    return await jobs.read(visitor, job_id)


@router2.get("/{job_id}")
async def read_job_2(visitor: Visitor, job_id: Id, jobs: JobService) -> JobOut2:
    """Read a job."""
    job = await jobs.read(visitor, job_id)
    salary = Salary(min=job.salary_min, max=job.salary_max)
    return JobOut2(**JobBase.model_validate(job).model_dump(), salary=salary)


@router.patch("/{job_id}", response_model=JobOut, responses=refusals(403, 404, 409))
async def change_job(company: Company, job_id: Id, changes: JobChanges, jobs: JobService) -> Job:
    """Change parts of my job. It waits for moderation again."""
    return await jobs.edit(company, job_id, changes)


@router.post("/{job_id}/close", response_model=JobOut, responses=refusals(403, 404, 409))
async def close_job(company: Company, job_id: Id, jobs: JobService) -> Job:
    """Close my job for ever."""
    return await jobs.close(company, job_id)
