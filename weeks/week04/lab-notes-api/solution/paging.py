"""Pages: a cursor says behind which row the next one begins."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Annotated

from dependencies import LARGEST
from fastapi import Depends, HTTPException, Query
from models import Note, Todo
from pydantic import BaseModel, Field

Limit = Annotated[int, Query(ge=1, le=100)]


class Place(BaseModel):
    """The last row of a page: all that is needed to go on, in any order."""

    title: str
    id: int = Field(ge=1, le=LARGEST)


def get_place(cursor: str | None = None) -> Place | None:
    """The place that a cursor stands for."""
    if cursor is None:
        return None
    try:
        return Place.model_validate_json(urlsafe_b64decode(cursor))
    except ValueError:
        raise HTTPException(422, "This cursor is none of ours.") from None


After = Annotated[Place | None, Depends(get_place)]


def page(rows: Sequence[Note | Todo], limit: int) -> dict[str, object]:
    """A page. One row more than its limit says that there is another page."""
    items = rows[:limit]
    if len(rows) <= limit:
        return {"items": items, "next": None}
    place = Place(title=items[-1].title, id=items[-1].id)
    return {"items": items, "next": urlsafe_b64encode(place.model_dump_json().encode()).decode()}
