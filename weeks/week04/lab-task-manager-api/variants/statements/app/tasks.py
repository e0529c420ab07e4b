"""Statements of SQLAlchemy Core; a move is one UPDATE that says from which status it starts."""

from datetime import date
from typing import Annotated, Any, Literal

from app.database import engine
from app.models import tasks
from app.schemas import Page, Priority, Status, TaskChanges, TaskIn, TaskOut
from app.settings import settings
from fastapi import APIRouter, Depends, HTTPException, Path, Query
from sqlalchemy import Connection, delete, func, insert, literal_column, or_, select, text, update
from sqlalchemy.exc import IntegrityError

ORDERS = {"created": "id", "-created": "id DESC", "priority": "priority, id", "-priority": "priority DESC, id"}
BEFORE = {"todo": ["todo", "doing", "done"], "doing": ["todo", "doing"], "done": ["doing", "done"]}


def get_db():
    with engine.connect() as connection:
        yield connection


router = APIRouter(prefix="/tasks")
Db = Annotated[Connection, Depends(get_db)]
Id = Annotated[int, Path(gt=0, lt=2**31)]


def written(db: Connection, statement: Any) -> Any:
    try:
        row = db.execute(statement.returning(tasks)).mappings().first()
        db.commit()
    except IntegrityError:
        raise HTTPException(409, "This title is taken.") from None
    return row


@router.post("", status_code=201, response_model=TaskOut)
def create(new: TaskIn, db: Db) -> Any:
    return written(db, insert(tasks).values(**new.model_dump()))


@router.get("", response_model=Page)
def read_all(
    db: Db,
    status: Status | None = None,
    priority: Priority | None = None,
    due_before: date | None = None,
    q: str = "",
    sort: Literal["created", "-created", "priority", "-priority", "due"] = "created",
    limit: Annotated[int, Query(ge=1, le=100)] = settings.page_size,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> Any:
    conditions = [
        column == value for column, value in ((tasks.c.status, status), (tasks.c.priority, priority)) if value
    ]
    if due_before:
        conditions.append(tasks.c.due < due_before)
    if q:
        conditions.append(
            or_(*(func.strpos(func.lower(c), q.lower()) > 0 for c in (tasks.c.title, tasks.c.description)))
        )
    total = db.scalar(select(func.count(literal_column("*"))).select_from(tasks).where(*conditions))
    order = text(ORDERS.get(sort, "due NULLS LAST, id"))
    rows = db.execute(select(tasks).where(*conditions).order_by(order).limit(limit).offset(offset))
    return {"items": rows.mappings().all(), "total": total}


@router.get("/{number}", response_model=TaskOut)
def read(number: Id, db: Db) -> Any:
    row = db.execute(select(tasks).where(tasks.c.id == number)).mappings().first()
    if row is None:
        raise HTTPException(404, "There is no such task.")
    return row


@router.patch("/{number}", response_model=TaskOut)
def change(number: Id, changes: TaskChanges, db: Db) -> Any:
    values = changes.model_dump(exclude_unset=True)
    if not values:
        return read(number, db)
    statement = update(tasks).where(tasks.c.id == number).values(**values)
    if "status" in values:
        statement = statement.where(tasks.c.status.in_(BEFORE[values["status"]]))
    if row := written(db, statement):
        return row
    found = read(number, db)
    raise HTTPException(409, f"It is {found['status']}.")


@router.delete("/{number}", status_code=204)
def remove(number: Id, db: Db) -> None:
    if written(db, delete(tasks).where(tasks.c.id == number)) is None:
        raise HTTPException(404, "There is no such task.")
