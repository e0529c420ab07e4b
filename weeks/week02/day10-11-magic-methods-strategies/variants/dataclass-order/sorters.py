"""Orders for tasks: children of Sorter say only by what."""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from models import Priority, Task


class Sorter(ABC):
    """Sorts by a key."""

    def sort(self, tasks: Iterable[Task]) -> list[Task]:
        """Return the tasks in a new list, the smallest key first."""
        return sorted(tasks, key=self.key)

    @abstractmethod
    def key(self, task: Task) -> float:
        """Return the number by which a task is sorted."""


class DateSorter(Sorter):
    """The newest task first."""

    def key(self, task: Task) -> float:
        """Return a number that is smaller for newer tasks."""
        return -task.created_at.timestamp()


class PrioritySorter(Sorter):
    """High, then medium, then low."""

    def key(self, task: Task) -> float:
        """Return the place of the priority among all."""
        return list(Priority).index(task.priority)
