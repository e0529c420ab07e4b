"""What comes in and what goes out. Given: nothing is missing here."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

Recipient = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]
Grams = Annotated[int, Field(ge=1, le=30_000)]


class ParcelIn(BaseModel):
    """A parcel as clients send it: the server gives the id."""

    recipient: Recipient
    grams: Grams


class ParcelChanges(BaseModel):
    """Some fields of a parcel; what is left out stays as it is."""

    recipient: Recipient | None = None
    grams: Grams | None = None


class Parcel(ParcelIn):
    """A parcel as everyone sees it."""

    id: int


class Offers(BaseModel):
    """What each carrier asks for, in cents, and how long it took to find out."""

    prices: dict[str, int]
    seconds: float
