"""The tables applications and notices."""

from typing import Any

from sqlalchemy import ColumnElement, Select, insert, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as insert_or_not
from sqlalchemy.ext.asyncio import AsyncConnection

from app.models.tables import applications, jobs, notices, users
from app.repositories.rows import Position, Row, by_age, one, page


def _applications() -> Select[Any]:
    return (
        select(
            *applications.c,
            jobs.c.company_id,
            jobs.c.title.label("job_title"),
            users.c.name.label("applicant_name"),
            users.c.email.label("applicant_email"),
        )
        .join(jobs, jobs.c.id == applications.c.job_id)
        .join(users, users.c.id == applications.c.user_id)
    )


async def add(connection: AsyncConnection, job_id: int, user_id: int, message: str) -> int | None:
    """A new application; its id, or None if there is one of this user for this job."""
    statement = (
        insert_or_not(applications)
        .values(job_id=job_id, user_id=user_id, message=message)
        .on_conflict_do_nothing()
        .returning(applications.c.id)
    )
    application_id: int | None = (await connection.execute(statement)).scalar_one_or_none()
    return application_id


def _is_of(user_id: int) -> ColumnElement[bool]:
    return or_(applications.c.user_id == user_id, jobs.c.company_id == user_id)


async def visible(connection: AsyncConnection, application_id: int, user_id: int) -> Row | None:
    """The application, if this user sent it or has the job."""
    return one(await connection.execute(_applications().where(applications.c.id == application_id, _is_of(user_id))))


async def lock(connection: AsyncConnection, application_id: int, user_id: int) -> Row | None:
    """The same, and nobody changes it until the transaction ends."""
    statement = _applications().where(applications.c.id == application_id, _is_of(user_id))
    return one(await connection.execute(statement.with_for_update(of=applications)))


async def set_status(connection: AsyncConnection, application_id: int, status: str) -> None:
    """Another status for an application."""
    await connection.execute(update(applications).where(applications.c.id == application_id).values(status=status))


async def list_for_job(connection: AsyncConnection, job_id: int, after: Position | None, limit: int) -> list[Row]:
    """All applications for a job, the oldest first."""
    statement = _applications().where(applications.c.job_id == job_id)
    return await page(connection, statement, by_age(applications), after, limit, newest_first=False)


async def list_of_user(connection: AsyncConnection, user_id: int, after: Position | None, limit: int) -> list[Row]:
    """All applications of a job-seeker, the newest first."""
    statement = _applications().where(applications.c.user_id == user_id)
    return await page(connection, statement, by_age(applications), after, limit, newest_first=True)


async def tell(connection: AsyncConnection, payload: str) -> None:
    """Tell all processes that listen, once the transaction is kept."""
    await connection.execute(text("SELECT pg_notify('applications', :payload)"), {"payload": payload})


async def add_notice(connection: AsyncConnection, user_id: int, words: str) -> None:
    """A notice for a user."""
    await connection.execute(insert(notices).values(user_id=user_id, text=words))


async def list_notices(connection: AsyncConnection, user_id: int, after: Position | None, limit: int) -> list[Row]:
    """All notices of a user, the newest first."""
    statement = select(notices.c.id, notices.c.text, notices.c.created_at).where(notices.c.user_id == user_id)
    return await page(connection, statement, by_age(notices), after, limit, newest_first=True)
