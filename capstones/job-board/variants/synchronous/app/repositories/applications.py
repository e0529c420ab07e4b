"""Applications and notices."""

import json

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from app.models.jobs import Application, Job
from app.models.users import Notice, User
from app.repositories.pages import read_page

CHANNEL = "applications"


def _with_applicant() -> Select[Application]:
    return select(Application).options(joinedload(Application.applicant, innerjoin=True))


def _of_viewer(user: User) -> Select[Application]:
    if user.role == "seeker":
        return _with_applicant().where(Application.user_id == user.id)
    return _with_applicant().join(Application.job).where(Job.company_id == user.id)


def visible(session: Session, application_id: int, user: User) -> Application | None:
    """An application, if this user has sent it, or got it."""
    return session.scalar(_of_viewer(user).where(Application.id == application_id))


def visible_locked(session: Session, application_id: int, user: User) -> Application | None:
    """The same, and nobody else changes it until this is over."""
    statement = (
        _of_viewer(user)
        .where(Application.id == application_id)
        .options(joinedload(Application.job, innerjoin=True))
        .with_for_update(of=Application)
    )
    return session.scalar(statement)


def of_job(session: Session, job_id: int, limit: int, cursor: str | None) -> tuple[list[Application], str | None]:
    """A page of what was sent for a job."""
    return read_page(
        session,
        _with_applicant().where(Application.job_id == job_id),
        "applications",
        [Application.created_at, Application.id],
        newest_first=False,
        limit=limit,
        cursor=cursor,
    )


def of_user(session: Session, user_id: int, limit: int, cursor: str | None) -> tuple[list[Application], str | None]:
    """A page of what a user has sent."""
    return read_page(
        session,
        _with_applicant().where(Application.user_id == user_id),
        "own applications",
        [Application.created_at, Application.id],
        newest_first=True,
        limit=limit,
        cursor=cursor,
    )


def announce(session: Session, company_id: int, application_id: int, job_id: int) -> None:
    """Tell all processes that listen, as soon as this is committed."""
    note = json.dumps({"company_id": company_id, "application_id": application_id, "job_id": job_id})
    session.execute(select(func.pg_notify(CHANNEL, note)))


def notices_of(session: Session, user_id: int, limit: int, cursor: str | None) -> tuple[list[Notice], str | None]:
    """A page of the notices for a user."""
    return read_page(
        session,
        select(Notice).where(Notice.user_id == user_id),
        "notices",
        [Notice.created_at, Notice.id],
        newest_first=True,
        limit=limit,
        cursor=cursor,
    )
