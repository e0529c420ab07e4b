"""What can be done with tasks. Nothing in here prints, and nothing reads or writes files."""

from collections.abc import Iterable, Iterator

from models import Task
from sorters import Sorter


class TaskError(Exception):
    """A request that the manager refuses; the message says why."""


class TaskManager:
    """All tasks, in the order of a sorter, or else in the order in which they came."""

    def __init__(self, tasks: Iterable[Task] = (), next_id: int = 1, sorter: Sorter | None = None) -> None:
        self._tasks = {task.id: task for task in tasks}
        self.next_id = max([next_id, *(number + 1 for number in self._tasks)])
        self.sorter = sorter

    def __len__(self) -> int:
        return len(self._tasks)

    def __iter__(self) -> Iterator[Task]:
        return iter(self.list_tasks())

    def __getitem__(self, position: int) -> Task:
        return self.list_tasks()[position]

    def add(self, title: str, priority: str = "medium") -> Task:
        """Add a pending task with a new id, and return it."""
        title = title.strip()
        if not title:
            raise TaskError("A task needs a title that is not empty.")
        task = Task(self.next_id, title, priority=priority)
        self._tasks[task.id] = task
        self.next_id += 1
        return task

    def get(self, task_id: int) -> Task | None:
        """Return the task with this id, or None if there is none."""
        return self._tasks.get(task_id)

    def list_tasks(self, status: str | None = None) -> list[Task]:
        """Return the tasks, all or those of one status."""
        found = [task for task in self._tasks.values() if status is None or task.status == status]
        return found if self.sorter is None else self.sorter.sort(found)

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
