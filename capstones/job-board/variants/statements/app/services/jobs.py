"""Jobs: what companies do with theirs, what admins say, what is found."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import TextClause
from sqlalchemy.exc import DBAPIError, OperationalError

from app.cursors import Cursors
from app.database import Database
from app.errors import Conflict, NotFound, Senseless
from app.repositories import jobs
from app.repositories.jobs import Question
from app.repositories.rows import Position, Row, age_of
from app.rules import job_status_after
from app.services.cache import SearchCache
from app.services.pages import Page, page_of


class Jobs:
    """Everything that is done with jobs."""

    def __init__(self, database: Database, cursors: Cursors, cache: SearchCache) -> None:
        self._database = database
        self._cursors = cursors
        self._cache = cache

    async def add(self, company: Row, fields: Row) -> Row:
        """A new job; nobody sees it until an admin has looked at it."""
        async with self._database.begin() as connection:
            job_id = await jobs.add(connection, company["id"], fields)
            return _found(await jobs.by_id(connection, job_id))

    async def get(self, viewer: Row | None, job_id: int) -> Row:
        """A job that the viewer may see."""
        async with self._database.begin() as connection:
            viewer_id = None if viewer is None else viewer["id"]
            sees_all = viewer is not None and viewer["role"] == "admin"
            return _found(await jobs.visible(connection, job_id, viewer_id, sees_all))

    async def edit(self, company: Row, job_id: int, changes: Row) -> Row:
        """A job with changes, that has to be looked at again."""
        async with self._database.begin() as connection:
            job = _found(await jobs.lock(connection, job_id, company["id"]))
            if not changes:
                return job
            status = _moved(job, "edit")
            salaries = {**job, **changes}
            if salaries["salary_min"] > salaries["salary_max"]:
                raise Senseless("salary_min is greater than salary_max.", "body", "salary_min")
            values = {**changes, "status": status, "version": job["version"] + 1, "rejection_reason": None}
            job = _found(await jobs.change(connection, job_id, values))
        await self._cache.forget()
        return job

    async def close(self, company: Row, job_id: int) -> Row:
        """A job that is over."""
        async with self._database.begin() as connection:
            job = _found(await jobs.lock(connection, job_id, company["id"]))
            values = {"status": _moved(job, "close"), "rejection_reason": None}
            job = _found(await jobs.change(connection, job_id, values))
        await self._cache.forget()
        return job

    async def decide(self, job_id: int, action: str, version: int, reason: str | None = None) -> Row:
        """Approve or reject what the admin has read, and nothing else."""
        async with self._database.begin() as connection:
            job = _found(await jobs.lock(connection, job_id))
            if job["version"] != version:
                raise Conflict("The job has been changed in the meantime.")
            values = {"status": _moved(job, action), "rejection_reason": reason}
            job = _found(await jobs.change(connection, job_id, values))
        await self._cache.forget()
        return job

    async def list_own(self, company: Row, cursor: str | None, limit: int) -> Page:
        """A page of the company's jobs, the newest first."""
        after = self._cursors.read("own jobs", cursor)
        async with self._database.begin() as connection:
            rows = await jobs.list_of_company(connection, company["id"], after, limit)
        return page_of(self._cursors, "own jobs", rows, limit, age_of)

    async def list_by_status(self, status: str, cursor: str | None, limit: int) -> Page:
        """A page of jobs in a state, the oldest first."""
        after = self._cursors.read("queue", cursor)
        async with self._database.begin() as connection:
            rows = await jobs.list_by_status(connection, status, after, limit)
        return page_of(self._cursors, "queue", rows, limit, age_of)

    async def search(self, asked: Row, cursor: str | None, limit: int) -> Page:
        """A page of open jobs, from the cache if it is there."""
        question = Question(**asked)
        kind = "found" if question.has_words else "jobs"
        after = self._cursors.read(kind, cursor)
        key = await self._cache.key_for({**asdict(question), "cursor": cursor, "limit": limit})
        kept = await self._cache.get(key)
        if kept is not None:
            page: Page = json.loads(kept)
            return page
        page = page_of(self._cursors, kind, await self._find(question, after, limit), limit, jobs.position_in_search)
        await self._cache.put(key, json.dumps(page, default=_as_text))
        return page

    async def _find(self, question: Question, after: Position | None, limit: int) -> list[Row]:
        words = jobs.words_query(question.q) if question.q and question.has_words else None
        try:
            return await self._ask(question, words, after, limit)
        except OperationalError:
            raise
        except DBAPIError:
            if question.q is None:
                raise
            return await self._ask(question, jobs.plain_query(question.q), after, limit)

    async def _ask(self, question: Question, words: TextClause | None, after: Position | None, limit: int) -> list[Row]:
        async with self._database.begin() as connection:
            return await jobs.search(connection, question, words, after, limit)


def _as_text(value: Any) -> str:
    return str(value.isoformat())


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row


def _moved(job: Row, action: str) -> str:
    status = job_status_after(job["status"], action)
    if status is None:
        raise Conflict(f"A job that is {job['status']} does not allow this.")
    return status
