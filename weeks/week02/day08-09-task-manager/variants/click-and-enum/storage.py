"""JSON with one entry for each id, written by way of a temporary file."""

import contextlib
import json
import os
import tempfile
from datetime import datetime

from manager import TaskManager
from models import Task


class StorageError(OSError):
    """Trouble with the file."""


def save(manager, filename):
    """Write the file anew."""
    data = {str(task.id): [task.title, task.status, str(task.created_at)] for task in manager.tasks}
    data["counter"] = manager.counter
    temporary = None
    try:
        fd, temporary = tempfile.mkstemp(dir=os.path.dirname(filename) or ".")
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            json.dump(data, file)
            file.flush()
            os.fsync(fd)
        os.replace(temporary, filename)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.remove(temporary)
        raise StorageError(f"cannot write {filename!r}: {error}") from None


def load(filename):
    """Read the file."""
    if not os.path.exists(filename):
        return TaskManager()
    try:
        with open(filename, encoding="utf-8") as file:
            data = json.load(file)
        counter = data.pop("counter")
        manager = TaskManager(
            Task(int(id), title, status, datetime.fromisoformat(moment))
            for id, (title, status, moment) in data.items()  # noqa: A001
        )
        manager.counter = counter
    except Exception as error:
        raise StorageError(f"cannot read {filename!r}: {type(error).__name__}") from error
    return manager
