"""What a task is."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import total_ordering

STATUSES = ("pending", "completed")
PRIORITIES = ("high", "medium", "low")


@total_ordering
@dataclass
class Task:
    """Something to do. Whatever changes in it: with the same id, it is the same task."""

    id: int
    title: str
    status: str = "pending"
    created_at: datetime = field(default_factory=datetime.now)
    priority: str = "medium"

    def __str__(self) -> str:
        return f"{self.id}: {self.title} ({self.priority}, {self.status})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Task):
            return NotImplemented
        return self.id == other.id

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Task):
            return NotImplemented
        return self.id < other.id

    def __hash__(self) -> int:
        return hash(self.id)
