"""What a task is, with everything that a dataclass can write by itself."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Priority(StrEnum):
    """How urgent a task is, the most urgent first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(order=True, unsafe_hash=True)
class Task:
    """Something to do. Only the id is compared and hashed."""

    id: int
    title: str = field(compare=False)
    status: str = field(default="pending", compare=False)
    created_at: datetime = field(default_factory=datetime.now, compare=False)
    priority: Priority = field(default=Priority.MEDIUM, compare=False)

    def __post_init__(self) -> None:
        self.priority = Priority(self.priority)

    def __str__(self) -> str:
        done = "x" if self.status == "completed" else " "
        return f"[{done}] {self.id:>3} {self.title}, {self.priority} priority, {self.status}"
