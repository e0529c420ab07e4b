"""Pages of a list. A cursor says after which row to go on, so that rows that come or go disturb nobody."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import Field, TypeAdapter
from sqlalchemy import Select, SQLColumnExpression, literal, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from app.errors import BadRequest

Row = TypeVar("Row")
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
Moment = TypeAdapter[Any](tuple[datetime, Id])
RankedMoment = TypeAdapter[Any](tuple[Annotated[float, Field(allow_inf_nan=False)], datetime, Id])


@dataclass(frozen=True)
class Cut:
    """How much of a list is asked for, and after which row it goes on."""

    limit: int = 20
    cursor: str | None = None


@dataclass(frozen=True)
class Order:
    """What a list is sorted by. The last column is different in each row."""

    columns: Sequence[SQLColumnExpression[Any]]
    shape: TypeAdapter[Any]
    newest_first: bool = False


async def cut_out(session: AsyncSession, question: Select[Row], order: Order, cut: Cut) -> tuple[list[Row], str | None]:
    """The rows of a page, and the cursor of the next one. One row more than the page has tells whether there is one."""
    if cut.cursor is not None:
        marks = tuple_(*map(literal, _read(cut.cursor, order.shape)))
        here = tuple_(*order.columns)
        question = question.where(here < marks if order.newest_first else here > marks)
    sorting = [column.desc() if order.newest_first else column.asc() for column in order.columns]
    ordered = question.add_columns(*order.columns).order_by(*sorting).limit(cut.limit + 1)
    rows = (await session.execute(ordered)).all()
    shown = rows[: cut.limit]
    is_more = len(rows) > cut.limit
    return [row[0] for row in shown], _written(shown[-1][1:], order.shape) if is_more else None


def _written(marks: Sequence[Any], shape: TypeAdapter[Any]) -> str:
    return base64.urlsafe_b64encode(shape.dump_json(tuple(marks))).decode()


def _read(cursor: str, shape: TypeAdapter[Any]) -> tuple[Any, ...]:
    try:
        marks: tuple[Any, ...] = shape.validate_python(json.loads(base64.urlsafe_b64decode(cursor)))
    except (ValueError, RecursionError):
        raise BadRequest("This is no cursor of ours.") from None
    return marks
