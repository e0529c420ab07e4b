"""Rows become a page."""

from collections.abc import Sequence
from typing import TypeVar

from app.schemas.common import Outgoing, Page

Item = TypeVar("Item", bound=Outgoing)


def page(model: type[Item], found: tuple[Sequence[object], str | None]) -> Page[Item]:
    """A page of these rows."""
    rows, cursor = found
    return Page[Item](items=[model.model_validate(row) for row in rows], next_cursor=cursor)
