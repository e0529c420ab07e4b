"""Jobs: posting, changing, moderating, finding."""

import hashlib
import json
from typing import Any

from sqlalchemy.orm import Session

from app.cache import get_cache
from app.errors import Conflict, NotFound, Senseless
from app.models.jobs import Job
from app.models.users import User
from app.repositories import jobs
from app.rules import job_status_after
from app.schemas.common import Page
from app.schemas.jobs import JobIn, JobOut, JobSearch
from app.settings import get_settings


def post(session: Session, company: User, body: JobIn) -> Job:
    """A new job, which waits for an admin."""
    job = Job(company_id=company.id, **body.model_dump())
    session.add(job)
    session.flush()
    return _saved(session, job)


def _saved(session: Session, job: Job) -> Job:
    session.commit()
    kept = jobs.by_id(session, job.id)
    if kept is None:
        raise NotFound
    return kept


def seen(session: Session, job_id: int, viewer: User | None) -> Job:
    """A job, if the viewer may see it."""
    job = jobs.by_id(session, job_id)
    if job is None:
        raise NotFound
    is_open = job.status == "approved" and not job.owner.is_banned
    is_privileged = viewer is not None and (viewer.role == "admin" or viewer.id == job.company_id)
    if not is_open and not is_privileged:
        raise NotFound
    return job


def of_company(session: Session, company: User, limit: int, cursor: str | None) -> tuple[list[Job], str | None]:
    """A page of a company's own jobs."""
    return jobs.of_company(session, company.id, limit, cursor)


def _own(session: Session, job_id: int, company: User) -> Job:
    job = jobs.locked(session, job_id)
    if job is None or job.company_id != company.id:
        raise NotFound
    return job


def edit(session: Session, job_id: int, company: User, changes: dict[str, Any]) -> Job:
    """Another text: an admin has to look at it again."""
    job = _own(session, job_id, company)
    status = job_status_after(job.status, "edit")
    if status is None:
        raise Conflict("A closed job stays as it is.")
    if not changes:
        return job
    if changes.get("salary_min", job.salary_min) > changes.get("salary_max", job.salary_max):
        raise Senseless(("body", "salary_min"), "salary_min is greater than salary_max")
    for name, value in changes.items():
        setattr(job, name, value)
    job.version += 1
    return _moved(session, job, status)


def close(session: Session, job_id: int, company: User) -> Job:
    """The end of a job."""
    job = _own(session, job_id, company)
    status = job_status_after(job.status, "close")
    if status is None:
        raise Conflict("This job is closed already.")
    return _moved(session, job, status)


def moderate(session: Session, job_id: int, action: str, version: int, reason: str | None = None) -> Job:
    """What an admin has decided about the version that they have read."""
    job = jobs.locked(session, job_id)
    if job is None:
        raise NotFound
    status = job_status_after(job.status, action)
    if status is None or job.version != version:
        raise Conflict("The job is another one by now.")
    return _moved(session, job, status, reason)


def _moved(session: Session, job: Job, status: str, reason: str | None = None) -> Job:
    job.status, job.rejection_reason = status, reason
    session.flush()
    jobs.renew_search_stamp(session)
    session.commit()
    return job


def queue(session: Session, status: str, limit: int, cursor: str | None) -> tuple[list[Job], str | None]:
    """A page of what waits for an admin."""
    return jobs.with_status(session, status, limit, cursor)


def search(session: Session, wanted: JobSearch) -> Page[JobOut]:
    """Open jobs, from the cache if nothing has changed since."""
    seconds = get_settings().cache_seconds
    stamp = jobs.search_stamp(session) if seconds else None
    key = None
    if stamp is not None:
        parameters = json.dumps(wanted.model_dump(mode="json"), sort_keys=True)
        key = f"search:{stamp}:{hashlib.sha256(parameters.encode()).hexdigest()}"
        if kept := get_cache().get(key):
            return Page[JobOut].model_validate_json(kept)
    rows, next_cursor = jobs.search(session, **wanted.model_dump())
    page = Page[JobOut](items=[JobOut.model_validate(row) for row in rows], next_cursor=next_cursor)
    if key is not None:
        get_cache().keep(key, page.model_dump_json(), seconds)
    return page
