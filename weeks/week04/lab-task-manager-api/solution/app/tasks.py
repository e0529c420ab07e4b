"""The routes of tasks."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query
from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.dependencies import LARGEST, Db, FoundTask, LockedTask
from app.models import Task
from app.schemas import Page, Priority, Status, TaskChanges, TaskIn, TaskOut
from app.settings import settings

Sort = Literal["created", "-created", "priority", "-priority", "due"]
ORDERS = {
    "created": Task.id,
    "-created": Task.id.desc(),
    "priority": Task.priority,
    "-priority": Task.priority.desc(),
    "due": Task.due.nulls_last(),
}
STEPS = {"todo": {"doing"}, "doing": {"todo", "done"}, "done": {"todo"}}
router = APIRouter(prefix="/tasks", tags=["tasks"])


@router.post("", status_code=201, response_model=TaskOut)
def create_task(new: TaskIn, db: Db) -> Task:
    """Keep a new task."""
    task = Task(**new.model_dump())
    db.add(task)
    commit(db)
    return task


@router.get("", response_model=Page)
def list_tasks(
    db: Db,
    status: Status | None = None,
    priority: Priority | None = None,
    due_before: date | None = None,
    q: str = "",
    sort: Sort = "created",
    limit: Annotated[int, Query(ge=1, le=100)] = settings.page_size,
    offset: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
) -> dict[str, object]:
    """Answer with a page of the tasks that fit, and with their number."""
    question = select(Task)
    if status is not None:
        question = question.where(Task.status == status)
    if priority is not None:
        question = question.where(Task.priority == priority)
    if due_before is not None:
        question = question.where(Task.due < due_before)
    if q:
        found = or_(Task.title.icontains(q, autoescape=True), Task.description.icontains(q, autoescape=True))
        question = question.where(found)
    page = question.order_by(ORDERS[sort], Task.id).limit(limit).offset(offset)
    total = db.scalar(select(func.count()).select_from(question.subquery()))
    return {"items": db.scalars(page).all(), "total": total}


@router.get("/{task_id}", response_model=TaskOut)
def read_task(task: FoundTask) -> Task:
    """Answer with one task."""
    return task


@router.patch("/{task_id}", response_model=TaskOut)
def change_task(task: LockedTask, changes: TaskChanges, db: Db) -> Task:
    """Change what came, and nothing else."""
    values = changes.model_dump(exclude_unset=True)
    status = values.get("status", task.status)
    if status != task.status and status not in STEPS[task.status]:
        raise HTTPException(409, f"A task that is {task.status} cannot become {status}.")
    for name, value in values.items():
        setattr(task, name, value)
    commit(db)
    return task


@router.delete("/{task_id}", status_code=204)
def delete_task(task: FoundTask, db: Db) -> None:
    """Remove a task."""
    db.delete(task)
    db.commit()


def commit(session: Session) -> None:
    """Make the changes last. The database decides whether a title is taken: nobody can come in between."""
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        raise HTTPException(409, "There is a task with this title.") from None
