"""Jobs."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    Field,
    StrictBool,
    StrictInt,
    field_validator,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

from app.schemas.common import LARGEST_INTEGER, In, Moment, Out, Stripped, without_zero

Title = Annotated[str, Stripped, Field(min_length=1, max_length=120), AfterValidator(without_zero)]
Description = Annotated[str, Stripped, Field(min_length=1, max_length=10_000), AfterValidator(without_zero)]
Place = Annotated[str, Stripped, Field(min_length=1, max_length=80), AfterValidator(without_zero)]
Salary = Annotated[StrictInt, Field(ge=0, le=10_000_000)]
Reason = Annotated[str, Stripped, Field(min_length=1, max_length=500), AfterValidator(without_zero)]


class Kind(StrEnum):
    """How one works."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CONTRACT = "contract"
    INTERNSHIP = "internship"


class Status(StrEnum):
    """Where a job stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    CLOSED = "closed"


class JobIn(In):
    """A new job."""

    title: Title
    description: Description
    place: Place
    remote: StrictBool = False
    kind: Kind
    salary_min: Salary
    salary_max: Salary

    @model_validator(mode="after")
    def check_salary(self) -> Self:
        """The first half is not greater than the second."""
        if self.salary_min > self.salary_max:
            raise ValueError("salary_min is greater than salary_max")
        return self


class JobChanges(In):
    """Parts of a job. What is not named stays."""

    title: Title | SkipJsonSchema[None] = None
    description: Description | SkipJsonSchema[None] = None
    place: Place | SkipJsonSchema[None] = None
    remote: StrictBool | SkipJsonSchema[None] = None
    kind: Kind | SkipJsonSchema[None] = None
    salary_min: Salary | SkipJsonSchema[None] = None
    salary_max: Salary | SkipJsonSchema[None] = None

    @field_validator("*", mode="before")
    @classmethod
    def refuse_null(cls, value: Any) -> Any:
        """A field can be left out, but not emptied."""
        if value is None:
            raise ValueError("null is not allowed")
        return value


class Approval(In):
    """What an admin has read."""

    version: StrictInt


class Rejection(Approval):
    """What an admin has read, and what is wrong with it."""

    reason: Reason


class JobBase(Out):
    """What all versions of a job have."""

    id: int
    company_id: int
    company: str
    title: str
    description: str
    place: str
    remote: bool
    kind: Kind
    status: Status
    version: int
    rejection_reason: str | None
    created_at: AwareDatetime


class JobOut(JobBase):
    """A job."""

    salary_min: int
    salary_max: int


class SalaryOut(Out):
    """From, and up to."""

    min: int
    max: int


class JobOutV2(JobBase):
    """A job, with the salary in one piece."""

    salary: SalaryOut

    @model_validator(mode="before")
    @classmethod
    def join_salary(cls, job: dict[str, Any]) -> dict[str, Any]:
        """Put the two halves together."""
        return {**job, "salary": {"min": job["salary_min"], "max": job["salary_max"]}}


class Search(BaseModel):
    """The parameters of the search."""

    q: Annotated[str, Stripped, Field(max_length=200), AfterValidator(without_zero)] | None = None
    place: Annotated[str, Stripped, AfterValidator(without_zero)] | None = None
    remote: bool | None = None
    kind: Kind | None = None
    pays_at_least: Annotated[int, Field(ge=0, le=LARGEST_INTEGER)] | None = None
    pays_at_most: Annotated[int, Field(ge=0, le=LARGEST_INTEGER)] | None = None
    posted_since: Moment | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: str | None = None
