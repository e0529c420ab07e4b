"""What routes ask for."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, HTTPException, Path
from sqlalchemy.orm import Session

from app.database import SessionLocal
from app.models import Task

LARGEST = 2**31 - 1  # of the type integer in PostgreSQL


def get_db() -> Iterator[Session]:
    """A session for one request. It is closed after the answer, whatever happens."""
    with SessionLocal() as session:
        yield session


Db = Annotated[Session, Depends(get_db)]
Id = Annotated[int, Path(ge=1, le=LARGEST)]


def get_task(task_id: Id, db: Db) -> Task:
    """The task of the path; without one, the answer is 404."""
    return found(db.get(Task, task_id))


def get_locked_task(task_id: Id, db: Db) -> Task:
    """The task of the path, and nobody else can change it before the end of this transaction."""
    return found(db.get(Task, task_id, with_for_update=True))


def found(task: Task | None) -> Task:
    """The same task, if there is one."""
    if task is None:
        raise HTTPException(404, "There is no such task.")
    return task


FoundTask = Annotated[Task, Depends(get_task)]
LockedTask = Annotated[Task, Depends(get_locked_task)]
