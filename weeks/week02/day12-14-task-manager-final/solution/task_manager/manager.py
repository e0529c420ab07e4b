"""What can be done with tasks. Nothing in here prints, and nothing reads or writes files."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from task_manager.errors import TaskError
from task_manager.models import Priority, Status, Task


class TaskManager:
    """All tasks, each found by its id, in the order in which they came."""

    def __init__(self, tasks: Iterable[Task] = (), next_id: int = 1) -> None:
        self._tasks = {task.id: task for task in tasks}
        self.next_id = max([next_id, *(number + 1 for number in self._tasks)])

    def __len__(self) -> int:
        return len(self._tasks)

    def __iter__(self) -> Iterator[Task]:
        return iter(self._tasks.values())

    def add(self, title: str, priority: Priority, tags: Sequence[str] = (), due: date | None = None) -> Task:
        """Add a pending task with a new id, and return it."""
        task = Task(self.next_id, _checked(title), priority, list(tags), due)
        self._tasks[task.id] = task
        self.next_id += 1
        return task

    def select(
        self, status: Status | None = None, priority: Priority | None = None, tag: str | None = None
    ) -> list[Task]:
        """Return the tasks that have all of what is asked for."""
        return [
            task
            for task in self
            if status in (None, task.status) and priority in (None, task.priority) and (tag is None or tag in task.tags)
        ]

    def complete(self, task_id: int) -> Task:
        """Mark a task as completed, and return it."""
        task = self._existing(task_id)
        task.status = Status.COMPLETED
        return task

    def edit(
        self,
        task_id: int,
        title: str | None = None,
        priority: Priority | None = None,
        tags: Sequence[str] | None = None,
        due: date | None = None,
    ) -> Task:
        """Change what is given, leave the rest as it is, and return the task."""
        task = self._existing(task_id)
        if title is not None:
            task.title = _checked(title)
        if tags is not None:
            task.tags = list(tags)
        task.priority = priority or task.priority
        task.due = due or task.due
        return task

    def delete(self, task_id: int) -> Task:
        """Remove a task, and return it."""
        task = self._existing(task_id)
        del self._tasks[task_id]
        return task

    def _existing(self, task_id: int) -> Task:
        """Return the task with this id. There must be one."""
        task = self._tasks.get(task_id)
        if task is None:
            raise TaskError(f"There is no task {task_id}.")
        return task


def _checked(title: str) -> str:
    """Return the title without white space around it. There must be something left."""
    title = title.strip()
    if not title:
        raise TaskError("A task needs a title that is not empty.")
    return title
