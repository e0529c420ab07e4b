"""Task and Status."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum


class Status(enum.StrEnum):
    """How far a task is."""

    PENDING = enum.auto()
    COMPLETED = enum.auto()


@dataclasses.dataclass(slots=True)
class Task:
    """One thing to do."""

    id: int
    title: str
    status: Status = Status.PENDING
    created_at: dt.datetime = dataclasses.field(default_factory=lambda: dt.datetime.now().replace(microsecond=0))

    def __post_init__(self) -> None:
        if not self.title or self.title.isspace():
            raise ValueError("the title is empty")
        self.status = Status(self.status)
