"""What a task is, without a dataclass, and with all six comparisons by hand."""

from datetime import datetime


class Task:
    """Something to do."""

    def __init__(
        self,
        id: int,  # noqa: A002
        title: str,
        status: str = "pending",
        created_at: datetime | None = None,
        priority: str = "medium",
    ) -> None:
        self.id, self.title, self.status, self.priority = id, title, status, priority
        self.created_at = created_at if created_at is not None else datetime.now()

    def __repr__(self) -> str:
        return f"Task({self.id!r}, {self.title!r}, {self.status!r}, {self.created_at!r}, {self.priority!r})"

    def __str__(self) -> str:
        return f"#{self.id} | {self.title} | {self.status} | {self.priority} | {self.created_at:%d.%m.%Y}"

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, Task) else NotImplemented

    def __ne__(self, other: object) -> bool:
        return self.id != other.id if isinstance(other, Task) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self.id < other.id if isinstance(other, Task) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.id <= other.id if isinstance(other, Task) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.id > other.id if isinstance(other, Task) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.id >= other.id if isinstance(other, Task) else NotImplemented

    def __hash__(self) -> int:
        return hash(("task", self.id))
