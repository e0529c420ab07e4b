"""Tasks in a JSON file: how they get there, and how they come back."""

from manager import TaskManager


class StorageError(Exception):
    """A file of tasks that cannot be read or written; the message names it."""


def save(manager: TaskManager, filename: str) -> None:
    """Write all tasks to a file. Until the last letter is written, the old file stays as it is."""


def load(filename: str) -> TaskManager:
    """Build the manager again from a file. Without a file there are no tasks."""
