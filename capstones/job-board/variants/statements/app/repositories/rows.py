"""Rows and pages, for all repositories."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, Select, Table, literal, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

Row = dict[str, Any]
Position = tuple[Any, ...]


def one(result: CursorResult[Any]) -> Row | None:
    """The one row, or None."""
    row = result.mappings().one_or_none()
    return None if row is None else dict(row)


async def page(
    connection: AsyncConnection,
    statement: Select[Any],
    keys: list[ColumnElement[Any]],
    after: Position | None,
    limit: int,
    *,
    newest_first: bool,
) -> list[Row]:
    """One row more than the limit, if there is one: it tells that there is a next page."""
    if after is not None:
        mark = tuple_(*(literal(value, key.type) for key, value in zip(keys, after, strict=True)))
        row = tuple_(*keys)
        statement = statement.where(row < mark if newest_first else row > mark)
    order = [key.desc() if newest_first else key.asc() for key in keys]
    result = await connection.execute(statement.order_by(*order).limit(limit + 1))
    return [dict(row) for row in result.mappings()]


def by_age(table: Table) -> list[ColumnElement[Any]]:
    """What most lists are sorted by."""
    return [table.c.created_at, table.c.id]


def age_of(row: Row) -> Position:
    """The position of a row in such a list."""
    return row["created_at"], row["id"]


PositionOf = Callable[[Row], Position]
