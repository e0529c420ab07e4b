"""Jobs and applications."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, model_validator

from app.schemas.common import Amount, Asked, Body, Clean, Moment, Paging, View, Whole, Yes

Kind = Literal["full_time", "part_time", "contract", "internship"]
JobStatus = Literal["pending", "approved", "rejected", "closed"]
ApplicationStatus = Literal["sent", "withdrawn", "accepted", "declined"]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), Clean]
Description = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000), Clean]
Place = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), Clean]
Message = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000), Clean]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Clean]
Salary = Annotated[Whole, Field(ge=0, le=10_000_000)]


class JobIn(Body):
    """What a company writes."""

    title: Title
    description: Description
    place: Place
    remote: Yes = False
    kind: Kind
    salary_min: Salary
    salary_max: Salary

    @model_validator(mode="after")
    def _salary_makes_sense(self) -> "JobIn":
        if self.salary_min > self.salary_max:
            raise ValueError("salary_min is greater than salary_max")
        return self


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


def _left_out() -> Any:
    return Field(default=None, json_schema_extra=_without_default)


class JobChange(Body):
    """What a company changes. A field may be left out, but not null."""

    title: Title = _left_out()
    description: Description = _left_out()
    place: Place = _left_out()
    remote: Yes = _left_out()
    kind: Kind = _left_out()
    salary_min: Salary = _left_out()
    salary_max: Salary = _left_out()

    def changes(self) -> dict[str, Any]:
        """The fields that were sent."""
        return self.model_dump(exclude_unset=True)


class _JobFields(View):
    id: int
    company_id: int
    company: str
    status: JobStatus
    version: int
    rejection_reason: str | None
    created_at: datetime
    title: str
    description: str
    place: str
    remote: bool
    kind: Kind


class JobOut(_JobFields):
    """A job."""

    salary_min: int
    salary_max: int


class SalaryRange(BaseModel):
    """From, and to."""

    min: int
    max: int


class JobOut2(_JobFields):
    """A job, in version 2."""

    salary: SalaryRange


class JobSearch(Paging):
    """What the jobs that are found have in common."""

    q: Annotated[Asked, Field(max_length=200)] | None = None
    place: Asked | None = None
    remote: bool | None = None
    kind: Kind | None = None
    pays_at_least: Amount | None = None
    pays_at_most: Amount | None = None
    posted_since: Moment | None = None


class ApplicationIn(Body):
    """What a job-seeker writes."""

    message: Message


class Applicant(View):
    """Who has applied."""

    id: int
    name: str
    email: str


class ApplicationOut(View):
    """An application."""

    id: int
    job_id: int
    user_id: int
    message: str
    status: ApplicationStatus
    created_at: datetime
    applicant: Applicant
