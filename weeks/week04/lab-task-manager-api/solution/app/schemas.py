"""What comes in, and what goes out."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Status = Literal["todo", "doing", "done"]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Description = Annotated[str, StringConstraints(max_length=2000)]
Priority = Annotated[int, Field(ge=1, le=5)]


class TaskIn(BaseModel):
    """A new task, as a client writes it."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    description: Description = ""
    priority: Priority = 3
    due: date | None = None


class TaskChanges(BaseModel):
    """Parts of a task. The defaults are never stored: they say what may be missing."""

    model_config = ConfigDict(extra="forbid")

    title: Title = ""
    description: Description = ""
    status: Status = "todo"
    priority: Priority = 3
    due: date | None = None


class TaskOut(BaseModel):
    """What a client is told about a task."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    description: str
    status: Status
    priority: int
    due: date | None
    created_at: datetime


class Page(BaseModel):
    """A part of a list, and how long the whole list is."""

    items: list[TaskOut]
    total: int
