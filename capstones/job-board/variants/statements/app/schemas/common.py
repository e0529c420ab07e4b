"""Texts, moments, pages and refusals."""

from datetime import UTC, date, datetime
from typing import Annotated, Generic, TypeVar

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

LARGEST_ID = 2**63 - 1
LARGEST_INTEGER = 2**31 - 1

Item = TypeVar("Item")


class In(BaseModel):
    """A body: with the fields that are named, and no others."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    """An answer."""


class Page(Out, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next_cursor: str | None


class Refusal(Out):
    """Why something is not done."""

    detail: str


class Problem(Out):
    """What is wrong, and where."""

    loc: list[str | int]
    msg: str


class Problems(Out):
    """Everything that is wrong with a request."""

    detail: list[Problem]


def _strip(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def without_zero(value: str) -> str:
    """A text that PostgreSQL can keep: it has no character 0, and no half of an emoji."""
    if "\0" in value or any("\ud800" <= one <= "\udfff" for one in value):
        raise ValueError("this text cannot be stored")
    return value


def _address(value: str) -> str:
    try:
        return validate_email(value, check_deliverability=False, allow_smtputf8=False).normalized.lower()
    except EmailNotValidError:
        raise ValueError("this is no e-mail address") from None


def _moment(value: object) -> datetime:
    """A moment or a day; without an offset, UTC."""
    try:
        text = str(value).strip()
        moment = datetime.combine(date.fromisoformat(text), datetime.min.time()) if len(text) == 10 else None
        moment = moment or datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("this is neither a moment nor a day") from None


Stripped = BeforeValidator(_strip)
Email = Annotated[str, Stripped, StringConstraints(max_length=254), AfterValidator(_address)]
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
Name = Annotated[str, Stripped, Field(min_length=1, max_length=100), AfterValidator(without_zero)]
