"""Orders for tasks."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Protocol

from models import RANKS, Task


class Sorter(Protocol):
    """What a sorter must be able to do."""

    def sort(self, tasks: Iterable[Task], /) -> list[Task]:
        """Return the tasks in a new list."""


class DateSorter:
    """The newest task first, unless it is asked for the oldest."""

    def __init__(self, newest_first: bool = True) -> None:
        self._newest_first = newest_first

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        return sorted(tasks, key=attrgetter("created_at"), reverse=self._newest_first)


class PrioritySorter:
    """High, then medium, then low."""

    @staticmethod
    def sort(tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list."""
        return sorted(tasks, key=lambda task: RANKS[task.priority], reverse=True)
