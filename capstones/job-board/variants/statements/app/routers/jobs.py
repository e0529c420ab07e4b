"""Jobs, and the search for them."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.routers.dependencies import Anybody, Company, Id, Services, refusals, with_token
from app.schemas.common import Page
from app.schemas.jobs import JobChanges, JobIn, JobOut, JobOutV2, Search

router = APIRouter(prefix="/jobs", tags=["jobs"], dependencies=with_token)
router_v2 = APIRouter(prefix="/jobs", tags=["jobs"], dependencies=with_token)

# 1 November 2026, when version 2 of this route came.
_DEPRECATED_SINCE = 1793491200


@router.post("", status_code=201, response_model=JobOut, responses=refusals(401, 403))
async def post_job(company: Company, body: JobIn, services: Services) -> object:
    """Post a job."""
    return await services.jobs.add(company, body.model_dump())


@router.get("", response_model=Page[JobOut], responses=refusals(401))
async def search_jobs(viewer: Anybody, search: Annotated[Search, Query()], services: Services) -> object:
    """Search open jobs."""
    question = search.model_dump(exclude={"limit", "cursor"})
    return await services.jobs.search(question, search.cursor, search.limit)


@router.get("/{id}", response_model=JobOut, responses=refusals(401, 404), deprecated=True)
async def get_job(viewer: Anybody, id: Id, services: Services, response: Response) -> object:
    """Read a job."""
    job = await services.jobs.get(viewer, id)
    response.headers["Deprecation"] = f"@{_DEPRECATED_SINCE}"
    response.headers["Link"] = f'</api/v2/jobs/{id}>; rel="successor-version"'
    return job


@router_v2.get("/{id}", response_model=JobOutV2, responses=refusals(401, 404))
async def get_job_v2(viewer: Anybody, id: Id, services: Services) -> object:
    """Read a job."""
    return await services.jobs.get(viewer, id)


@router.patch("/{id}", response_model=JobOut, responses=refusals(401, 403, 404, 409))
async def edit_job(company: Company, id: Id, body: JobChanges, services: Services) -> object:
    """Change a job. It has to be looked at again."""
    return await services.jobs.edit(company, id, body.model_dump(exclude_unset=True))


@router.post("/{id}/close", response_model=JobOut, responses=refusals(401, 403, 404, 409))
async def close_job(company: Company, id: Id, services: Services) -> object:
    """Close a job for ever."""
    return await services.jobs.close(company, id)
