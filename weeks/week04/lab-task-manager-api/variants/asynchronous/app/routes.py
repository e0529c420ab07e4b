import datetime
import enum
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel, Field
from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from .database import sessions
from .models import Status, Task
from .schemas import TaskBody, TaskOut, TaskPatch
from .settings import settings


class Sort(enum.StrEnum):
    oldest = "created"
    newest = "-created"
    low = "priority"
    high = "-priority"
    due = "due"


class Filters(BaseModel):
    status: Status | None = None
    priority: int | None = Field(None, ge=1, le=5)
    due_before: datetime.date | None = None
    q: str | None = None
    sort: Sort = Sort.oldest
    limit: int = Field(settings.page_size, ge=1, le=100)
    offset: int = Field(0, ge=0, lt=2**31)


async def get_db():
    async with sessions() as db:
        yield db


router = APIRouter()
Db = Annotated[AsyncSession, Depends(get_db)]


@router.post("", status_code=201, response_model=TaskOut)
async def create(body: TaskBody, db: Db):
    task = Task(**body.model_dump(exclude_unset=True))
    db.add(task)
    await db.commit()
    return await one(task.id, db)


@router.get("")
async def page(filters: Annotated[Filters, Query()], db: Db):
    rows = select(Task)
    if filters.status:
        rows = rows.filter_by(status=filters.status)
    if filters.priority:
        rows = rows.filter_by(priority=filters.priority)
    if filters.due_before:
        rows = rows.where(Task.due < filters.due_before)
    if filters.q:
        pattern = "%" + "".join("!" + c if c in "!%_" else c for c in filters.q) + "%"
        rows = rows.where(or_(*(c.ilike(pattern, escape="!") for c in (Task.title, Task.description))))
    match filters.sort:
        case Sort.oldest:
            order = [Task.created_at, Task.id]
        case Sort.newest:
            order = [Task.created_at.desc(), Task.id]
        case Sort.low:
            order = [Task.priority.asc(), Task.id.asc()]
        case Sort.high:
            order = [Task.priority.desc(), Task.id.asc()]
        case Sort.due:
            order = [Task.due.is_(None), Task.due, Task.id]
    found = await db.scalars(rows.order_by(*order).limit(filters.limit).offset(filters.offset))
    items = [TaskOut.model_validate(task) for task in found]
    total = await db.scalar(rows.with_only_columns(func.count(Task.id)))
    return {"items": items, "total": total}


@router.get("/{number}", response_model=TaskOut)
async def one(number: int, db: Db, lock: Annotated[bool, Depends(lambda: False)] = False):
    task = await db.get(Task, number, with_for_update=lock, populate_existing=True)
    if task is None:
        raise HTTPException(404)
    return task


@router.patch("/{number}", response_model=TaskOut)
async def patch(number: int, body: TaskPatch, db: Db):
    task = await one(number, db, lock=True)
    if body.status and not task.status.may_become(body.status):
        raise HTTPException(409, "no such move")
    for name in body.model_fields_set:
        setattr(task, name, getattr(body, name))
    await db.commit()
    return task


@router.delete("/{number}", status_code=204)
async def delete(number: int, db: Db):
    await db.delete(await one(number, db))
    await db.commit()
