"""What all bodies have in common."""

from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

LARGEST_ID = 2**31 - 1
Item = TypeVar("Item")


class Incoming(BaseModel):
    """A body. A field that nobody has asked for is refused."""

    model_config = ConfigDict(extra="forbid")


class Outgoing(BaseModel):
    """An answer, read from the attributes of a row."""

    model_config = ConfigDict(from_attributes=True)


class Page(Outgoing, Generic[Item]):
    """A part of a list, and where it goes on."""

    items: list[Item]
    next_cursor: str | None


class Problem(BaseModel):
    """Why something is refused."""

    detail: str


class Invalid(BaseModel):
    """What makes no sense, and where it stands."""

    class Place(BaseModel):
        """One mistake."""

        loc: list[str | int]
        msg: str

    detail: list[Place]


def storable(value: str) -> str:
    """PostgreSQL keeps every character but this one."""
    if "\0" in value:
        raise ValueError("character 0 cannot be stored")
    return value


def up_to(longest: int) -> StringConstraints:
    """The bounds of a text: they are looked at after the white space around it has been cut off."""
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


Storable = AfterValidator(storable)
Name = Annotated[str, up_to(100), Storable]
Reason = Annotated[str, up_to(500), Storable]
Message = Annotated[str, up_to(5000), Storable]
