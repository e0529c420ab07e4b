"""What clients send, and what they get back. No framework stands in here: both applications use it."""

from typing import Annotated

from pydantic import BaseModel, Field, PositiveInt, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class NewSighting(BaseModel):
    """A sighting as clients send it: the server gives the id."""

    bird: Words
    place: Words
    count: PositiveInt


class Sighting(NewSighting):
    """A sighting as everyone sees it."""

    id: int


class Filters(BaseModel):
    """What may stand behind the question mark of GET /sightings."""

    place: str | None = None
    limit: Annotated[int, Field(ge=1, le=100)] | None = None
