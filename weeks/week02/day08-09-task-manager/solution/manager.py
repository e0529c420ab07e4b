"""What can be done with tasks. Nothing in here prints, and nothing reads or writes files."""

from collections.abc import Iterable

from models import Task


class TaskError(Exception):
    """A request that the manager refuses; the message says why."""


class TaskManager:
    """All tasks, each found by its id."""

    def __init__(self, tasks: Iterable[Task] = (), next_id: int = 1) -> None:
        self._tasks = {task.id: task for task in tasks}
        self.next_id = max([next_id, *(number + 1 for number in self._tasks)])

    def add(self, title: str) -> Task:
        """Add a pending task with a new id, and return it."""
        title = title.strip()
        if not title:
            raise TaskError("A task needs a title that is not empty.")
        task = Task(self.next_id, title)
        self._tasks[task.id] = task
        self.next_id += 1
        return task

    def get(self, task_id: int) -> Task | None:
        """Return the task with this id, or None if there is none."""
        return self._tasks.get(task_id)

    def list_tasks(self, status: str | None = None, sort: str | None = None) -> list[Task]:
        """Return the tasks, all or those of one status. With sort="date" the newest comes first."""
        found = [task for task in self._tasks.values() if status is None or task.status == status]
        if sort == "date":
            found.sort(key=lambda task: task.created_at, reverse=True)
        return found

    def complete(self, task_id: int) -> Task:
        """Mark a task as completed, and return it."""
        task = self._existing(task_id)
        task.status = "completed"
        return task

    def delete(self, task_id: int) -> Task:
        """Remove a task, and return it."""
        task = self._existing(task_id)
        del self._tasks[task_id]
        return task

    def _existing(self, task_id: int) -> Task:
        """Return the task with this id. There must be one."""
        task = self.get(task_id)
        if task is None:
            raise TaskError(f"There is no task {task_id}.")
        return task
