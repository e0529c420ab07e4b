"""Everything that the task manager refuses, under one parent."""


class TaskManagerError(Exception):
    """A request that cannot be met; the message is a sentence for people."""


class TaskError(TaskManagerError):
    """A task that does not exist, or cannot be as it should become."""


class FileError(TaskManagerError):
    """A file that cannot be read or written; the message names it."""
