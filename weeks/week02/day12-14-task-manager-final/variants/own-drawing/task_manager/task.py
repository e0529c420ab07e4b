"""Tasks that never change: each change makes a new one."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import Any, Self


class Refused(Exception):
    """A sentence for the one who asked."""


class Priority(IntEnum):
    """The smaller, the more urgent."""

    HIGH = 1
    MEDIUM = 2
    LOW = 3

    @classmethod
    def named(cls, name: str) -> Self:
        """Return the priority with this name in small letters."""
        return cls[name.upper()]


@dataclass(frozen=True)
class Task:
    """Something to do."""

    id: int
    title: str
    created_at: datetime
    priority: Priority = Priority.MEDIUM
    tags: tuple[str, ...] = ()
    due: date | None = None
    done: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise Refused("What is the title?")

    @property
    def status(self) -> str:
        """The word for it."""
        return "completed" if self.done else "pending"

    @property
    def overdue(self) -> bool:
        """Whether the due date is over."""
        return bool(not self.done and self.due and self.due < datetime.now().date())

    def changed(self, **changes: Any) -> "Task":
        """Return a task with all changes that are not None."""
        return replace(self, **{name: value for name, value in changes.items() if value is not None})

    def packed(self) -> dict[str, Any]:
        """Return the task for the file."""
        return {
            "priority": self.priority.name.lower(),
            "id": self.id,
            "status": self.status,
            "title": self.title,
            "tags": self.tags,
            "due": str(self.due) if self.due else None,
            "created_at": self.created_at.isoformat(),
        }

    @classmethod
    def unpacked(cls, data: dict[str, Any]) -> "Task":
        """Return the task from the file."""
        return cls(
            int(data["id"]),
            str(data["title"]),
            datetime.fromisoformat(data["created_at"]),
            Priority.named(data["priority"]),
            tuple(data["tags"]),
            date.fromisoformat(data["due"]) if data["due"] else None,
            {"pending": False, "completed": True}[data["status"]],
        )


def now() -> datetime:
    """Return the moment, everywhere the same."""
    return datetime.now(UTC)
