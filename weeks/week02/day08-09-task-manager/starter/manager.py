"""What can be done with tasks. Nothing in here prints, and nothing reads or writes files."""

from collections.abc import Iterable

from models import Task


class TaskError(Exception):
    """A request that the manager refuses; the message says why."""


class TaskManager:
    """All tasks, each found by its id."""

    def __init__(self, tasks: Iterable[Task] = ()) -> None:
        """Begin with these tasks."""

    def add(self, title: str) -> Task:
        """Add a pending task with a new id, and return it."""

    def get(self, task_id: int) -> Task | None:
        """Return the task with this id, or None if there is none."""

    def list_tasks(self, status: str | None = None, sort: str | None = None) -> list[Task]:
        """Return the tasks, all or those of one status. With sort="date" the newest comes first."""

    def complete(self, task_id: int) -> Task:
        """Mark a task as completed, and return it."""

    def delete(self, task_id: int) -> Task:
        """Remove a task, and return it."""
