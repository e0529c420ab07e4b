"""The task, which knows how to become a dictionary and back."""

from dataclasses import asdict, dataclass
from datetime import datetime, timezone


def now() -> datetime:
    """The present moment, with its zone."""
    return datetime.now(timezone.utc)  # noqa: UP017


@dataclass
class Task:
    """A task."""

    id: int
    title: str
    status: str = "pending"
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.created_at is None:
            self.created_at = now()

    def pack(self):
        """A dictionary for JSON."""
        return asdict(self) | {"created_at": self.created_at.isoformat()}

    @classmethod
    def unpack(cls, data):
        """The task from its dictionary."""
        return cls(**{**data, "created_at": datetime.fromisoformat(data["created_at"])})
