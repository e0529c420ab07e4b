"""Tasks in a JSON file: how they get there, and how they come back."""

import json
import os
from datetime import date, datetime
from typing import Any

from task_manager.errors import FileError
from task_manager.manager import TaskManager
from task_manager.models import Priority, Status, Task


def save(manager: TaskManager, filename: str) -> None:
    """Write all tasks to a file. Until the last letter is written, the old file stays as it is."""
    data = {"next_id": manager.next_id, "tasks": [to_dict(task) for task in manager]}
    unfinished = f"{filename}.tmp"
    try:
        with open(unfinished, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, indent=1)
        os.replace(unfinished, filename)
    except OSError as error:
        raise FileError(f"{filename} cannot be written, nothing is changed: {error.strerror}.") from error


def load(filename: str) -> TaskManager:
    """Build the manager again from a file. Without a file there are no tasks."""
    try:
        with open(filename, encoding="utf-8") as file:
            data = json.load(file)
        return TaskManager([_to_task(part) for part in data["tasks"]], data["next_id"])
    except FileNotFoundError:
        return TaskManager()
    except OSError as error:
        raise FileError(f"{filename} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise FileError(f"{filename} is broken. Mend it, or move it away to begin anew. ({error!r})") from error


def to_dict(task: Task) -> dict[str, Any]:
    """Return what JSON can hold, under the names that the file has for it."""
    return {
        "id": task.id,
        "title": task.title,
        "status": task.status,
        "priority": task.priority,
        "tags": task.tags,
        "due": task.due.isoformat() if task.due else None,
        "created_at": task.created_at.isoformat(),
    }


def _to_task(data: dict[str, Any]) -> Task:
    """Build a task again from what to_dict has returned."""
    return Task(
        id=data["id"],
        title=data["title"],
        status=Status(data["status"]),
        priority=Priority(data["priority"]),
        tags=data["tags"],
        due=date.fromisoformat(data["due"]) if data["due"] else None,
        created_at=datetime.fromisoformat(data["created_at"]),
    )
