"""Tasks in a JSON file: how they get there, and how they come back."""

import json
import os
from datetime import datetime
from typing import Any

from manager import TaskManager
from models import Task


class StorageError(Exception):
    """A file of tasks that cannot be read or written; the message names it."""


def save(manager: TaskManager, filename: str) -> None:
    """Write all tasks to a file. Until the last letter is written, the old file stays as it is."""
    tasks = [_to_dict(task) for task in manager.list_tasks()]
    unfinished = f"{filename}.tmp"
    try:
        with open(unfinished, "w", encoding="utf-8") as file:
            json.dump({"next_id": manager.next_id, "tasks": tasks}, file, ensure_ascii=False, indent=1)
        os.replace(unfinished, filename)
    except OSError as error:
        raise StorageError(f"{filename} cannot be written, nothing is changed: {error.strerror}.") from error


def load(filename: str) -> TaskManager:
    """Build the manager again from a file. Without a file there are no tasks."""
    try:
        with open(filename, encoding="utf-8") as file:
            data = json.load(file)
        return TaskManager([_to_task(part) for part in data["tasks"]], data["next_id"])
    except FileNotFoundError:
        return TaskManager()
    except OSError as error:
        raise StorageError(f"{filename} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise StorageError(f"{filename} is broken. Mend it, or move it away to begin anew. ({error!r})") from error


def _to_dict(task: Task) -> dict[str, Any]:
    """Return what JSON can hold."""
    return {
        "id": task.id,
        "title": task.title,
        "status": task.status,
        "created_at": task.created_at.isoformat(),
    }


def _to_task(data: dict[str, Any]) -> Task:
    """Build a task again from what _to_dict has returned."""
    return Task(data["id"], data["title"], data["status"], datetime.fromisoformat(data["created_at"]))
