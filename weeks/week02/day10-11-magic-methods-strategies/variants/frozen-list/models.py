"""What a task is: it never changes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import total_ordering
from typing import Any

RANKS = {"high": 3, "medium": 2, "low": 1}


@total_ordering
@dataclass(frozen=True, eq=False)
class Task:
    """Something to do, as it is at one moment."""

    id: int
    title: str
    status: str = "pending"
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    priority: str = "medium"

    def __str__(self) -> str:
        return " ".join(map(str, (self.id, self.status.upper() + "/" + self.status, self.priority, self.title)))

    def __eq__(self, other: Any) -> bool:
        match other:
            case Task(id=number):
                return self.id == number
            case _:
                return NotImplemented

    def __gt__(self, other: Any) -> bool:
        return self.id > other.id if isinstance(other, Task) else NotImplemented

    def __hash__(self) -> int:
        return self.id
