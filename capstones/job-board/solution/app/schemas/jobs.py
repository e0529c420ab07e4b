"""Jobs, and how they are searched."""

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from app.rules import JobStatus, Kind
from app.schemas.common import LARGEST_ID, Incoming, Outgoing, Reason, Storable, up_to

MOST_MONEY = 10_000_000
Title = Annotated[str, up_to(120), Storable]
Description = Annotated[str, up_to(10_000), Storable]
Place = Annotated[str, up_to(80), Storable]
Money = Annotated[int, Field(ge=0, le=MOST_MONEY)]
Version = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class JobIn(Incoming):
    """A new job. Whose it is says the token, what becomes of it an admin."""

    title: Title
    description: Description
    place: Place
    remote: bool = False
    kind: Kind
    salary_min: Money
    salary_max: Money

    @model_validator(mode="after")
    def _is_a_range(self) -> Self:
        if self.salary_min > self.salary_max:
            raise ValueError("salary_min is above salary_max")
        return self


class JobChanges(Incoming):
    """Parts of a job. The defaults are never stored: they say what may be missing."""

    title: Title = ""
    description: Description = ""
    place: Place = ""
    remote: bool = False
    kind: Kind = "full_time"
    salary_min: Money = 0
    salary_max: Money = 0


class Approval(Incoming):
    """Which version an admin has read."""

    version: Version


class Rejection(Approval):
    """Which version an admin has read, and what is wrong with it."""

    reason: Reason


class JobBase(Outgoing):
    """What all versions of the API say of a job."""

    id: int
    company_id: int
    company: str
    title: str
    description: str
    place: str
    remote: bool
    kind: Kind
    status: JobStatus
    version: int
    rejection_reason: str | None
    created_at: datetime


class JobOut(JobBase):
    """A job."""

    salary_min: int
    salary_max: int


class Salary(Outgoing):
    """From here to there."""

    min: int
    max: int


class JobOut2(JobBase):
    """A job, as version 2 of the API shows it."""

    salary: Salary


def _with_offset(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


Since = Annotated[datetime, AfterValidator(_with_offset)]


class Search(Outgoing):
    """What somebody looks for."""

    q: Annotated[str, Field(max_length=200), Storable] = ""
    place: Annotated[str, Field(max_length=200), Storable] | None = None
    remote: bool | None = None
    kind: Kind | None = None
    pays_at_least: Annotated[int, Field(ge=0, le=LARGEST_ID)] | None = None
    pays_at_most: Annotated[int, Field(ge=0, le=LARGEST_ID)] | None = None
    posted_since: Since | None = None
