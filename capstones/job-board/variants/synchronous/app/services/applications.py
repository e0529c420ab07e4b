"""Applications, and the notices that they lead to."""

import logging
import time
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from app.database import open_session
from app.errors import Conflict, NotFound
from app.models.jobs import Application
from app.models.users import Notice, User
from app.repositories import applications
from app.repositories import jobs as job_rows
from app.rules import application_status_after
from app.worker import Worker

RETRIES = 5
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Note:
    """A notice that is still to be written."""

    user_id: int
    text: str


def _write(notes: list[Note]) -> None:
    for attempt in range(RETRIES):
        try:
            with open_session() as session:
                session.add_all([Notice(user_id=note.user_id, text=note.text) for note in notes])
                session.commit()
                return
        except OperationalError:
            time.sleep(attempt)
        except IntegrityError:
            if len(notes) > 1:
                for note in notes:
                    _write([note])
            return
    log.warning("%d notices lost", len(notes))


notifier: Worker[Note] = Worker("notices", _write)


def apply(session: Session, job_id: int, seeker: User, message: str) -> Application:
    """An application for an open job; the database sees to it that there is only one."""
    job = job_rows.open_held(session, job_id)
    if job is None:
        raise NotFound
    application = Application(job_id=job_id, user_id=seeker.id, message=message)
    session.add(application)
    try:
        session.flush()
    except IntegrityError:
        raise Conflict("You have applied for this job before.") from None
    applications.announce(session, job.company_id, application.id, job_id)
    session.commit()
    return seen(session, application.id, seeker)


def of_job(
    session: Session, job_id: int, company: User, limit: int, cursor: str | None
) -> tuple[list[Application], str | None]:
    """A page of what was sent for a job of this company."""
    job = job_rows.by_id(session, job_id)
    if job is None or job.company_id != company.id:
        raise NotFound
    return applications.of_job(session, job_id, limit, cursor)


def of_seeker(session: Session, seeker: User, limit: int, cursor: str | None) -> tuple[list[Application], str | None]:
    """A page of what this job-seeker has sent."""
    return applications.of_user(session, seeker.id, limit, cursor)


def seen(session: Session, application_id: int, viewer: User) -> Application:
    """An application, for who has sent or got it."""
    application = applications.visible(session, application_id, viewer)
    if application is None:
        raise NotFound
    return application


def move(session: Session, application_id: int, user: User, action: str) -> Application:
    """Withdraw, accept or decline; only the first of them holds."""
    application = applications.visible_locked(session, application_id, user)
    if application is None:
        raise NotFound
    status = application_status_after(application.status, action)
    if status is None:
        raise Conflict(f"This application is {application.status} already.")
    application.status = status
    session.commit()
    if action != "withdraw":
        text = f"Your application for “{application.job.title}” was {status}."
        notifier.put(Note(application.user_id, text))
    return application


def notices(session: Session, user: User, limit: int, cursor: str | None) -> tuple[list[Notice], str | None]:
    """A page of a user's own notices."""
    return applications.notices_of(session, user.id, limit, cursor)
