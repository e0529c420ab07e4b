"""What a task is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Priority(StrEnum):
    """How urgent a task is, the most urgent first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """Whether a task is done."""

    PENDING = "pending"
    COMPLETED = "completed"


@dataclass
class Task:
    """Something to do."""

    id: int
    title: str
    priority: Priority = Priority.MEDIUM
    tags: list[str] = field(default_factory=list)
    due: date | None = None
    status: Status = Status.PENDING
    created_at: datetime = field(default_factory=datetime.now)

    def is_overdue(self, today: date) -> bool:
        """Tell whether the task should have been done before today."""
        return self.status == Status.PENDING and self.due is not None and self.due < today
