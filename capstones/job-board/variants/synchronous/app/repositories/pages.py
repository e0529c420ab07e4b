"""Lists in pages: the last row of one says where the next goes on."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, cast, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.errors import Senseless
from app.security import seal, unseal

T = TypeVar("T")


def read_page(
    session: Session,
    statement: Select[T],
    name: str,
    keys: Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]],
    *,
    newest_first: bool,
    limit: int,
    cursor: str | None,
) -> tuple[list[T], str | None]:
    """The rows of one page, and the mark of the next. The keys together must be unique for each row."""
    if cursor is not None:
        mark = unseal(cursor)
        if mark is None or mark[0] != name:
            raise Senseless(("query", "cursor"), "this cursor was not made for this list")
        position = tuple_(*(cast(value, key.type) for value, key in zip(mark[1:], keys, strict=True)))
        statement = statement.where(tuple_(*keys) < position if newest_first else tuple_(*keys) > position)
    order = [key.desc() if newest_first else key.asc() for key in keys]
    rows = session.execute(statement.add_columns(*keys).order_by(*order).limit(limit + 1)).all()
    next_cursor = seal([name, *map(str, rows[limit - 1][1:])]) if len(rows) > limit else None
    return [row[0] for row in rows[:limit]], next_cursor
