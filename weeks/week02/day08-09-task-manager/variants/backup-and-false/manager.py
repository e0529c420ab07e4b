"""Refusals answer False."""

from dataclasses import replace

from models import Task


class TaskManager:
    """Tasks by id. A deleted one leaves None behind, so that its id is not given again."""

    def __init__(self, tasks=()):
        self.by_id = {}
        for task in tasks:
            self.by_id[task.id] = task

    def add(self, title):
        """A new task, or False."""
        if title.strip() == "":
            return False
        number = max(self.by_id) + 1 if self.by_id else 1
        self.by_id[number] = Task(id=number, title=title)
        return self.by_id[number]

    def list_tasks(self, status=None, sort=None):
        """Tasks as a tuple."""
        tasks = tuple(task for task in self.by_id.values() if task is not None)
        if status is not None:
            tasks = tuple(filter(lambda task: task.status == status, tasks))
        if sort == "date":
            tasks = tuple(sorted(tasks, key=lambda task: -task.created_at.timestamp()))
        return tasks

    def complete(self, number):
        """True, or False if there is no such task."""
        if not self.get(number):
            return False
        self.by_id[number] = replace(self.by_id[number], status="completed")
        return True

    def delete(self, number):
        """True, or False if there is no such task."""
        if not self.get(number):
            return False
        self.by_id[number] = None
        return True

    def get(self, number):
        """The task, or None."""
        return self.by_id.get(number)
