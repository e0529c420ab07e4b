"""A manager that logs itself."""

import logging

from models import Task

logger = logging.getLogger(__name__)


class UnknownTask(LookupError):
    """There is no such task."""


class TaskManager(dict):
    """A dictionary from ids to tasks."""

    def __init__(self, tasks=(), given=0):
        super().__init__((task.id, task) for task in tasks)
        self.given = max([given, *self])

    def add(self, title: str) -> Task:
        """Add a task."""
        if not title.strip():
            raise ValueError("Please give the task a title.")
        self.given += 1
        return self.setdefault(self.given, Task(self.given, title))

    def list_tasks(self, status: str | None = None, sort: str | None = None) -> list:
        """A list of tasks."""
        chosen = list(self.values())
        if sort:
            chosen.sort(key=lambda task: task.created_at)
            chosen.reverse()
        return [task for task in chosen if status in (None, "all", task.status)]

    def __missing__(self, number):
        raise UnknownTask(f"Task {number} does not exist.")

    def complete(self, number: int) -> Task:
        """Complete a task."""
        self[number].status = "completed"
        return self[number]

    def delete(self, number: int) -> Task:
        """Delete a task."""
        task = self[number]
        del self[number]
        return task
