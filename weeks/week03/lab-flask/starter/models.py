"""What clients send, and what they get back. No framework stands in here: both applications use it."""

from pydantic import BaseModel


class NewSighting(BaseModel):
    """A sighting as clients send it: the server gives the id."""

    # bird, place and count, with their rules


class Sighting(NewSighting):
    """A sighting as everyone sees it."""

    id: int


class Filters(BaseModel):
    """What may stand behind the question mark of GET /sightings."""

    # place and limit; both may be left out
