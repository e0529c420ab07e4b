"""Tasks in numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from task_manager.models import Status, Task


@dataclass
class Statistics:
    """How many tasks there are, and of which kind."""

    total: int
    completed: int
    overdue: int

    @property
    def percentage(self) -> int:
        """How many of a hundred tasks are completed."""
        return round(100 * self.completed / self.total) if self.total else 0


def count(tasks: Iterable[Task], today: date) -> Statistics:
    """Count the tasks."""
    tasks = list(tasks)
    return Statistics(
        total=len(tasks),
        completed=sum(task.status == Status.COMPLETED for task in tasks),
        overdue=sum(task.is_overdue(today) for task in tasks),
    )
