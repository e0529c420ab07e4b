"""Kinds of values that several bodies have."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

from email_validator import EmailNotValidError, validate_email
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)

T = TypeVar("T")
LARGEST = 2**63 - 1


def _storable(text: str) -> str:
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise ValueError("this text cannot be stored")
    return text


def _address(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError:
        raise ValueError("this is not an e-mail address") from None


def _digits(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,20}", value):
        raise ValueError("this is not a whole number")
    return value


def _moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        moment = datetime.fromisoformat(value.strip().upper())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("this is neither a moment nor a day") from None


Clean = AfterValidator(_storable)
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), Clean]
Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=320),
    AfterValidator(_address),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 320}),
]
Whole = Annotated[int, Strict()]
Yes = Annotated[bool, Strict()]
Asked = Annotated[str, StringConstraints(strip_whitespace=True), Clean]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Id = Annotated[int, BeforeValidator(_digits), Field(ge=1, le=LARGEST)]
Amount = Annotated[int, BeforeValidator(_digits), Field(ge=0, le=2**31 - 1)]
Limit = Annotated[int, BeforeValidator(_digits), Field(ge=1, le=100)]


class Body(BaseModel):
    """What is sent: no field but those that are named."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Body):
    """A body without a field, where none is needed."""


class View(BaseModel):
    """What is answered, read from a row."""

    model_config = ConfigDict(from_attributes=True)


class Paging(BaseModel):
    """Which part of a list."""

    limit: Limit = 20
    cursor: str | None = None


class Page(BaseModel, Generic[T]):
    """A part of a list, and where it goes on."""

    items: list[T]
    next_cursor: str | None


class Refused(BaseModel):
    """Why something was refused."""

    detail: str


class Flaw(BaseModel):
    """What is wrong, and where."""

    loc: list[str | int]
    msg: str


class Flaws(BaseModel):
    """Why a request makes no sense."""

    detail: list[Flaw]


class Health(BaseModel):
    """All is well."""

    status: str
