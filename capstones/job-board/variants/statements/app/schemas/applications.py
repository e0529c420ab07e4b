"""Applications and notices."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

from app.schemas.common import In, Out, Stripped, without_zero


class ApplicationStatus(StrEnum):
    """Where an application stands."""

    SENT = "sent"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ApplicationIn(In):
    """A new application."""

    message: Annotated[str, Stripped, Field(min_length=1, max_length=5_000), AfterValidator(without_zero)]


class Applicant(Out):
    """Who applies."""

    id: int
    name: str
    email: str


class ApplicationOut(Out):
    """An application."""

    id: int
    job_id: int
    user_id: int
    message: str
    status: ApplicationStatus
    created_at: AwareDatetime
    applicant: Applicant


class NoticeOut(Out):
    """A notice."""

    id: int
    text: str
    created_at: AwareDatetime
