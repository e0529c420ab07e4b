"""A manager that keeps a list, and asks its sorter at every question."""

from collections.abc import Generator, Iterable

from models import Priority, Task
from sorters import Sorter


class TaskManager:
    """A list of tasks."""

    def __init__(self, tasks: Iterable[Task] | None = None, *, sorter: Sorter | None = None) -> None:
        self.tasks = list(tasks) if tasks is not None else []
        self.sorter = sorter

    def __len__(self) -> int:
        return len(self.tasks)

    def __iter__(self) -> Generator[Task]:
        yield from self.list_tasks()

    def __getitem__(self, place: int) -> Task:
        return self.list_tasks()[place]

    def __contains__(self, task: object) -> bool:
        return task in self.tasks

    def add(self, title: str, priority: str = "medium") -> Task:
        """Add a pending task."""
        if not title.strip():
            raise ValueError("An empty title.")
        task = Task(max((task.id for task in self.tasks), default=0) + 1, title, priority=Priority(priority))
        self.tasks.append(task)
        return task

    def get(self, task_id: int) -> Task | None:
        """Return the task with this id, if there is one."""
        return next((task for task in self.tasks if task.id == task_id), None)

    def list_tasks(self, status: str | None = None) -> list[Task]:
        """Return the tasks of a status, in order."""
        ordered = self.tasks if self.sorter is None else self.sorter.sort(self.tasks)
        return [task for task in ordered if status in (None, task.status)]

    def complete(self, task_id: int) -> bool:
        """Complete a task; say whether there was one."""
        task = self.get(task_id)
        if task is None:
            return False
        task.status = "completed"
        return True

    def delete(self, task_id: int) -> bool:
        """Delete a task; say whether there was one."""
        before = len(self.tasks)
        self.tasks = [task for task in self.tasks if task.id != task_id]
        return len(self.tasks) < before
