"""Orders for tasks, made by hand."""

from collections.abc import Callable, Iterable
from typing import Any

from models import Task


class Sorter:
    """Sorts by any key."""

    def __init__(self, key: Callable[[Task], Any]) -> None:
        self.key = key

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        found = list(tasks)
        found.sort(key=self.key)
        return found


class DateSorter(Sorter):
    """The newest task first."""

    def __init__(self) -> None:
        super().__init__(lambda task: task.created_at)

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        return super().sort(tasks)[::-1]


class PrioritySorter:
    """One heap for each priority."""

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        tasks = list(tasks)
        return [task for wanted in ("high", "medium", "low") for task in tasks if task.priority == wanted]
