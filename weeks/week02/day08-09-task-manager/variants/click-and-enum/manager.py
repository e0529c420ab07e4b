"""The manager, over a list."""

from __future__ import annotations

import operator

from models import Status, Task


class TaskManager:
    """Keeps tasks in a list, in the order of their ids."""

    def __init__(self, tasks=None):
        self.tasks = list(tasks or [])
        self.counter = max((task.id for task in self.tasks), default=0)

    def add(self, title: str, **more) -> Task:
        """Append a task."""
        self.tasks.append(Task(self.counter + 1, title, **more))
        self.counter += 1
        return self.tasks[-1]

    def get(self, id: int) -> Task | None:  # noqa: A002
        """The task with an id."""
        for task in self.tasks:
            if task.id == id:
                return task
        return None

    def list_tasks(self, status=None, sort=None):
        """An iterator over the tasks."""
        tasks = self.tasks if sort is None else sorted(self.tasks, key=operator.attrgetter("created_at"))[::-1]
        return (task for task in tasks if not status or task.status is Status(status))

    def complete(self, id: int) -> None:  # noqa: A002
        """Mark as completed; the second time is an error."""
        task = self.require(id)
        if task.status is Status.COMPLETED:
            raise ValueError(f"task {id} is completed already")
        task.status = Status.COMPLETED

    def delete(self, id: int) -> None:  # noqa: A002
        """Remove."""
        self.tasks.remove(self.require(id))

    def require(self, id: int) -> Task:  # noqa: A002
        """The task with an id, which must be there."""
        task = self.get(id)
        if task is None:
            raise KeyError(f"no task has the id {id}")
        return task
