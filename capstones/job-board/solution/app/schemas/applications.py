"""Applications, and what comes of them."""

from datetime import datetime

from app.rules import ApplicationStatus
from app.schemas.common import Incoming, Message, Outgoing


class ApplicationIn(Incoming):
    """What a job-seeker writes to a company."""

    message: Message


class Applicant(Outgoing):
    """Who has sent it."""

    id: int
    name: str
    email: str


class ApplicationOut(Outgoing):
    """An application."""

    id: int
    job_id: int
    user_id: int
    message: str
    status: ApplicationStatus
    created_at: datetime
    applicant: Applicant


class NoticeOut(Outgoing):
    """What a job-seeker is told."""

    id: int
    text: str
    created_at: datetime
