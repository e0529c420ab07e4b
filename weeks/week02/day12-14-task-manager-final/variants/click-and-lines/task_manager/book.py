"""All tasks as plain dictionaries, and the file that they are in."""

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

FILE = Path("tasks.json")


class Priority(Enum):
    """How urgent a task is; in the file stands the value."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class BookError(Exception):
    """What cannot be done."""


class NoSuchTask(BookError):
    """There is no task with this number."""


@dataclass
class Book:
    """Tasks by their number."""

    pages: dict[int, dict[str, Any]] = field(default_factory=dict)
    last: int = 0

    @classmethod
    def open(cls) -> "Book":
        """Read tasks.json, if there is one."""
        if not FILE.exists():
            return cls()
        try:
            data = json.loads(FILE.read_text(encoding="utf-8"))
            pages = {int(task["id"]): task for task in data["tasks"]}
            for task in pages.values():
                date.fromisoformat(task["due"] or "2000-01-01")
            return cls(pages, max([int(data.get("last", 0)), *pages]))
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            raise BookError(f"{FILE}: {error!r}. The file is left as it is.") from None

    def close(self) -> None:
        """Write tasks.json: first a file beside it, then one step."""
        try:
            handle, name = tempfile.mkstemp(dir=".", prefix=".tasks")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({"last": self.last, "tasks": list(self)}, file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, FILE)
        except OSError as error:
            raise BookError(f"Cannot write {FILE}: {error}") from None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.pages.values())

    def __getitem__(self, number: int) -> dict[str, Any]:
        try:
            return self.pages[number]
        except KeyError:
            raise NoSuchTask(f"No task has the number {number}.") from None

    def add(self, **given: Any) -> dict[str, Any]:
        """Put a new task at the end."""
        self.last += 1
        created = datetime.now().astimezone().isoformat(sep=" ")
        task = {"id": self.last, "title": "", "status": "pending", "priority": "medium", "due": None, "tags": []}
        self.pages[self.last] = task | {"created_at": created} | given
        return self.pages[self.last]


def overdue(task: dict[str, Any]) -> bool:
    """Tell whether a task should be done by now. Such dates are in the order of their texts."""
    return task["status"] == "pending" and (task["due"] or "9999") < date.today().isoformat()
