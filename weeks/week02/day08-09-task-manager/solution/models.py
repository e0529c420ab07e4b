"""What a task is."""

from dataclasses import dataclass, field
from datetime import datetime

STATUSES = ("pending", "completed")


@dataclass
class Task:
    """Something to do. Its status is one of STATUSES."""

    id: int
    title: str
    status: str = "pending"
    created_at: datetime = field(default_factory=datetime.now)
