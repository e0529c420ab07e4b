"""What comes in, and what goes out."""

from datetime import date, datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, StringConstraints

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Text = Annotated[str, StringConstraints(max_length=10_000)]
Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A part of a list, and where the next part begins."""

    items: list[Item]
    next: str | None


class NoteIn(BaseModel):
    """A whole note, as a client writes it."""

    title: Title
    text: Text = ""


class NoteChanges(BaseModel):
    """Parts of a note. The defaults are never stored: they say what may be missing."""

    title: Title = ""
    text: Text = ""


class NoteOut(BaseModel):
    """What a client is told about a note."""

    id: int
    title: str
    text: str
    archived: bool
    created_at: datetime


class TodoIn(BaseModel):
    """A new to-do, as a client writes it."""

    title: Title
    due: date | None = None


class TodoChanges(BaseModel):
    """Parts of a to-do. The defaults are never stored: they say what may be missing."""

    title: Title = ""
    due: date | None = None
    done: bool = False


class TodoOut(BaseModel):
    """What a client is told about a to-do."""

    id: int
    title: str
    due: date | None
    done: bool
