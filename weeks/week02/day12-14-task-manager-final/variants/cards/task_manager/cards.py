"""Cards, and the box that they are in."""

import enum
import typing
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta, timezone

Priority = enum.Enum("Priority", "HIGH MEDIUM LOW")


class Problem(Exception):
    """Something is not possible."""


class NotFound(Problem, LookupError):
    """Nothing has this number."""


class Empty(Problem, ValueError):
    """There is nothing where something must be."""


@dataclass
class Card:
    """A card says what there is to do."""

    id: int
    title: str
    status: str = "pending"
    priority: str = "medium"
    tags: list[str] = field(default_factory=list)
    due: str | None = None
    created_at: str = field(default_factory=lambda: datetime.now(timezone(timedelta(hours=2))).isoformat())

    def late(self) -> bool:
        """Tell whether it is too late."""
        return self.due is not None and self.status != "completed" and date.fromisoformat(self.due) < date.today()

    def as_dict(self) -> dict[str, typing.Any]:
        """Return all fields."""
        return asdict(self)


class Box(list[Card]):
    """A box is a list of cards that knows their numbers."""

    def find(self, number: int) -> Card:
        """Return the card with this number."""
        for card in self:
            if card.id == number:
                return card
        raise NotFound(f"There is nothing with the number {number}.")

    def put(self, number: int, title: str) -> Card:
        """Put a new card at the end."""
        self.append(Card(number, named(title)))
        return self[-1]


def named(title: str) -> str:
    """Return a title that is one."""
    if not title or title.isspace():
        raise Empty("The title is empty.")
    return title.strip()


ORDERS: dict[str | None, typing.Callable[[list[Card]], list[Card]]] = {
    None: lambda cards: cards,
    "date": lambda cards: sorted(cards, key=lambda card: datetime.fromisoformat(card.created_at))[::-1],
    "priority": lambda cards: sorted(cards, key=lambda card: Priority[card.priority.upper()].value),
}
