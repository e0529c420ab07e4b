"""A manager that puts its tasks in order at each change, and can then be looped over by position."""

from collections.abc import Iterable
from dataclasses import replace

from models import Task
from sorters import Sorter


class TaskManager:
    """Tasks in an order. There is no __iter__: Python asks for position 0, 1, 2 until an IndexError."""

    def __init__(self, tasks: Iterable[Task] = (), sorter: Sorter | None = None) -> None:
        self._sorter = sorter
        self._tasks = list(tasks)
        self._newest_id = max((task.id for task in self._tasks), default=0)
        self._put_in_order()

    def __len__(self) -> int:
        return len(self._tasks)

    def __getitem__(self, position: int) -> Task:
        return self._ordered[position]

    def add(self, title: str, priority: str = "medium") -> Task:
        """Add a pending task."""
        if not title.strip():
            raise ValueError(title)
        self._newest_id += 1
        task = Task(self._newest_id, title, priority=priority)
        self._change([*self._tasks, task])
        return task

    def get(self, task_id: int) -> Task | None:
        """Return the task with this id, if there is one."""
        return {task.id: task for task in self._tasks}.get(task_id)

    def list_tasks(self, status: str | None = None) -> list[Task]:
        """Return the tasks of a status, in order."""
        return [task for task in self._ordered if status is None or task.status == status]

    def complete(self, task_id: int) -> None:
        """Put a completed task in the place of this one."""
        self._insist_on(task_id)
        self._change([replace(task, status="completed") if task.id == task_id else task for task in self._tasks])

    def delete(self, task_id: int) -> None:
        """Keep all other tasks."""
        self._insist_on(task_id)
        self._change([task for task in self._tasks if task.id != task_id])

    def _insist_on(self, task_id: int) -> None:
        if self.get(task_id) is None:
            raise LookupError(f"There is no task {task_id}.")

    def _change(self, tasks: list[Task]) -> None:
        self._tasks = tasks
        self._put_in_order()

    def _put_in_order(self) -> None:
        self._ordered = self._sorter.sort(self._tasks) if self._sorter is not None else self._tasks
