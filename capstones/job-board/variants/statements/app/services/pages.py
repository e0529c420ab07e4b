"""Pages of a list."""

from typing import Any

from app.cursors import Cursors
from app.repositories.rows import PositionOf, Row

Page = dict[str, Any]


def page_of(cursors: Cursors, kind: str, rows: list[Row], limit: int, position_of: PositionOf) -> Page:
    """A page of rows, of which there is one too many if there is a next page."""
    items = rows[:limit]
    mark = cursors.write(kind, position_of(items[-1])) if len(rows) > limit else None
    return {"items": items, "next_cursor": mark}
