"""Orders for tasks: strategies with one method, each called by its name."""

from collections.abc import Iterable
from typing import Protocol

from task_manager.models import Priority, Task


class Sorter(Protocol):
    """Whatever puts tasks in an order."""

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""


class DateSorter:
    """The newest task first."""

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        return sorted(tasks, key=lambda task: task.created_at, reverse=True)


class PrioritySorter:
    """High, then medium, then low."""

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        urgency = list(Priority)
        return sorted(tasks, key=lambda task: urgency.index(task.priority))


SORTERS: dict[str, Sorter] = {"date": DateSorter(), "priority": PrioritySorter()}
