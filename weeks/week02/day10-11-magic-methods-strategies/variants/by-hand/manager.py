"""A manager that is a Sequence: from two methods, Python makes the rest."""

from collections.abc import Iterable, Sequence
from typing import Any

from models import Task
from sorters import Sorter


class TaskManager(Sequence[Task]):
    """Tasks in an order."""

    def __init__(self, tasks: Iterable[Task] = (), sorter: Any = None) -> None:
        self._by_id = {task.id: task for task in tasks}
        self._next = max([0, *self._by_id]) + 1
        self.sorter = sorter if sorter is not None else Sorter(lambda task: task is None)

    def __len__(self) -> int:
        return len(self._by_id)

    def __getitem__(self, place: Any) -> Any:
        return self.list_tasks()[place]

    def add(self, title: str, priority: str = "medium") -> Task:
        """Add a pending task."""
        if title.strip() == "":
            raise ValueError("A task needs a title.")
        self._by_id[self._next] = task = Task(self._next, title.strip(), priority=priority)
        self._next += 1
        return task

    def get(self, task_id: int) -> Task | None:
        """Return the task with this id, if there is one."""
        return self._by_id.get(task_id)

    def list_tasks(self, status: str | None = None, sort: str | None = None) -> list[Task]:
        """Return the tasks in the order of the sorter; sort is only kept for the old commands."""
        del sort
        tasks: list[Task] = self.sorter.sort(
            task for task in self._by_id.values() if status is None or task.status == status
        )
        return tasks

    def complete(self, task_id: int) -> None:
        """Complete a task."""
        if task_id not in self._by_id:
            raise KeyError(task_id)
        self._by_id[task_id].status = "completed"

    def delete(self, task_id: int) -> None:
        """Delete a task."""
        if not self._by_id.pop(task_id, None):
            raise KeyError(task_id)
