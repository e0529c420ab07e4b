"""What companies do with their jobs, and how the public finds them."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadRequest, Conflict, NotFound
from app.models import Job, User
from app.repositories.jobs import Jobs
from app.repositories.pages import Cut
from app.rules import JobStatus, job_status_after
from app.schemas.common import Page
from app.schemas.jobs import JobChanges, JobIn, JobOut, Search
from app.services.cache import SearchCache


def moved(job: Job, action: str) -> JobStatus:
    """Where this move leads, or a refusal."""
    status = job_status_after(job.status, action)
    if status is None:
        raise Conflict(f"A job that is {job.status} takes no {action}.")
    return status


@dataclass
class JobDesk:
    """Posting, changing, closing, searching."""

    session: AsyncSession
    cache: SearchCache

    @property
    def jobs(self) -> Jobs:
        """The table."""
        return Jobs(self.session)

    async def post(self, company: User, new: JobIn) -> Job:
        """A new job, which waits for moderation."""
        job = Job(**new.model_dump(), owner=company)
        self.jobs.add(job)
        await self.session.commit()
        return job

    async def read(self, user: User | None, job_id: int) -> Job:
        """A job that this user may see."""
        return _found(await self.jobs.find_for(user, job_id))

    async def edit(self, company: User, job_id: int, changes: JobChanges) -> Job:
        """Change what came. The new text has been read by nobody, so it waits for moderation again."""
        job = _found(await self.jobs.find_own(company, job_id, "change"))
        status = moved(job, "edit")
        values = changes.model_dump(exclude_unset=True)
        if not values:
            return job
        if values.get("salary_min", job.salary_min) > values.get("salary_max", job.salary_max):
            raise BadRequest("salary_min is above salary_max.")
        for name, value in values.items():
            setattr(job, name, value)
        job.status, job.version, job.rejection_reason = status, job.version + 1, None
        return await self._changed(job)

    async def close(self, company: User, job_id: int) -> Job:
        """Take a job away for ever."""
        job = _found(await self.jobs.find_own(company, job_id, "change"))
        job.status, job.rejection_reason = moved(job, "close"), None
        return await self._changed(job)

    async def own(self, company: User, cut: Cut) -> Page[JobOut]:
        """A company's own jobs."""
        return _page(await self.jobs.page_of(company, cut))

    async def search(self, search: Search, cut: Cut) -> Page[JobOut]:
        """What the public finds."""
        key = await self.cache.key(f"{search.model_dump_json()} {cut}")
        if kept := await self.cache.get(key):
            return Page[JobOut].model_validate_json(kept)
        page = _page(await self.jobs.search(search, cut))
        await self.cache.keep(key, page.model_dump_json())
        return page

    async def waiting(self, status: JobStatus, cut: Cut) -> Page[JobOut]:
        """What admins look at."""
        return _page(await self.jobs.page_with(status, cut))

    async def approve(self, job_id: int, version: int) -> Job:
        """Let everybody see a job."""
        job = await self._read_by_admin(job_id, version, "approve")
        job.status = moved(job, "approve")
        return await self._changed(job)

    async def reject(self, job_id: int, version: int, reason: str) -> Job:
        """Let nobody see a job, and tell its company why."""
        job = await self._read_by_admin(job_id, version, "reject")
        job.status, job.rejection_reason = moved(job, "reject"), reason
        return await self._changed(job)

    async def _read_by_admin(self, job_id: int, version: int, action: str) -> Job:
        """The job, locked, if it still is what the admin has read."""
        job = _found(await self.jobs.find(job_id, lock="change"))
        moved(job, action)
        if job.version != version:
            raise Conflict(f"The job has changed: this is version {job.version} now.")
        return job

    async def _changed(self, job: Job) -> Job:
        await self.session.commit()
        await self.cache.renew()
        return job


def _found(job: Job | None) -> Job:
    if job is None:
        raise NotFound
    return job


def _page(found: tuple[list[Job], str | None]) -> Page[JobOut]:
    items, cursor = found
    return Page[JobOut].model_validate({"items": items, "next_cursor": cursor})
