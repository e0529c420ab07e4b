"""Orders for tasks: each is a class of its own, and all have the same method."""

from collections.abc import Iterable
from typing import Protocol

from models import PRIORITIES, Task


class Sorter(Protocol):
    """Whatever puts tasks in an order."""

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list. What was given stays as it is."""


class DateSorter:
    """The newest task first."""

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        return sorted(tasks, key=lambda task: task.created_at, reverse=True)


class PrioritySorter:
    """High, then medium, then low."""

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        return sorted(tasks, key=lambda task: PRIORITIES.index(task.priority))
