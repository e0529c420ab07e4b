"""A task that never changes: completing it makes another one."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, order=True)
class Task:
    """A task."""

    id: int
    title: str = field(compare=False)
    status: Literal["pending", "completed"] = "pending"
    created_at: datetime = field(default_factory=datetime.now)
    note: str | None = None
