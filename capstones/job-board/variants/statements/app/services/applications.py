"""Applications: sent, withdrawn, decided."""

import json

from app.cursors import Cursors
from app.database import Database
from app.errors import Conflict, Forbidden, NotFound
from app.repositories import applications, jobs
from app.repositories.rows import Row, age_of
from app.rules import application_status_after
from app.services.notices import NoticeWriter
from app.services.pages import Page, page_of


class Applications:
    """Everything that is done with applications."""

    def __init__(self, database: Database, cursors: Cursors, notices: NoticeWriter) -> None:
        self._database = database
        self._cursors = cursors
        self._notices = notices

    async def add(self, seeker: Row, job_id: int, message: str) -> Row:
        """Apply for an open job, once."""
        async with self._database.begin() as connection:
            job = await jobs.hold_open(connection, job_id)
            if job is None:
                raise NotFound
            application_id = await applications.add(connection, job_id, seeker["id"], message)
            if application_id is None:
                raise Conflict("There is an application for this job already.")
            news = {"company_id": job["company_id"], "application_id": application_id, "job_id": job_id}
            await applications.tell(connection, json.dumps(news))
            return _shaped(await applications.visible(connection, application_id, seeker["id"]))

    async def get(self, user: Row, application_id: int) -> Row:
        """An application that this user has sent or got."""
        async with self._database.begin() as connection:
            return _shaped(await applications.visible(connection, application_id, user["id"]))

    async def move(self, user: Row, application_id: int, action: str) -> Row:
        """Withdraw, accept or decline."""
        async with self._database.begin() as connection:
            application = _shaped(await applications.lock(connection, application_id, user["id"]))
            if (action == "withdraw") != (application["user_id"] == user["id"]):
                raise Forbidden("This is for the other side to do.")
            status = application_status_after(application["status"], action)
            if status is None:
                raise Conflict(f"The application is {application['status']}.")
            await applications.set_status(connection, application_id, status)
        if action != "withdraw":
            words = f'Your application for "{application["job_title"]}" was {status}.'
            self._notices.add(application["user_id"], words)
        return {**application, "status": status}

    async def list_for_job(self, company: Row, job_id: int, cursor: str | None, limit: int) -> Page:
        """A page of the applications for a job of the company, the oldest first."""
        after = self._cursors.read("applicants", cursor)
        async with self._database.begin() as connection:
            if not await jobs.belongs_to(connection, job_id, company["id"]):
                raise NotFound
            rows = await applications.list_for_job(connection, job_id, after, limit)
        return page_of(self._cursors, "applicants", [_shaped(row) for row in rows], limit, age_of)

    async def list_own(self, seeker: Row, cursor: str | None, limit: int) -> Page:
        """A page of one's own applications, the newest first."""
        after = self._cursors.read("own applications", cursor)
        async with self._database.begin() as connection:
            rows = await applications.list_of_user(connection, seeker["id"], after, limit)
        return page_of(self._cursors, "own applications", [_shaped(row) for row in rows], limit, age_of)

    async def list_notices(self, user: Row, cursor: str | None, limit: int) -> Page:
        """A page of one's own notices, the newest first."""
        after = self._cursors.read("notices", cursor)
        async with self._database.begin() as connection:
            rows = await applications.list_notices(connection, user["id"], after, limit)
        return page_of(self._cursors, "notices", rows, limit, age_of)


def _shaped(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    applicant = {"id": row["user_id"], "name": row["applicant_name"], "email": row["applicant_email"]}
    return {**row, "applicant": applicant}
