"""Queries of the old style, with a session for each route by a plain try and finally."""

from datetime import date
from typing import Optional

from app import models, schemas
from app.database import SessionLocal
from app.settings import settings
from fastapi import APIRouter, Depends, HTTPException, Query, Response
from sqlalchemy import asc, desc, exc, nullslast
from sqlalchemy.orm import Session

router = APIRouter()


def get_db():
    db = SessionLocal()
    try:
        yield db
    except exc.OperationalError:
        raise HTTPException(503, "The database is away.") from None
    finally:
        db.close()


def get_or_404(db, id):  # noqa: A002
    task = db.query(models.Task).filter_by(id=id).with_for_update().first()
    if not task:
        raise HTTPException(status_code=404, detail="not found")
    return task


def save(db):
    try:
        db.commit()
    except exc.IntegrityError as error:
        db.rollback()
        raise HTTPException(status_code=409, detail=str(error.orig)) from error


@router.post("/tasks", response_model=schemas.Task, status_code=201)
def create(body: schemas.TaskCreate, db: Session = Depends(get_db)):
    task = models.Task(**body.model_dump())
    db.add(task)
    save(db)
    db.refresh(task)
    return task


@router.get("/tasks", response_model=schemas.TaskList)
def index(
    status: Optional[schemas.Status] = None,  # noqa: UP045
    priority: Optional[int] = Query(None, ge=1, le=5),  # noqa: UP045
    due_before: Optional[date] = None,  # noqa: UP045
    q: Optional[str] = None,  # noqa: UP045
    sort: str = Query("created", pattern="^(-?created|-?priority|due)$"),
    limit: int = Query(settings.page_size, ge=1, le=100),
    offset: int = Query(0, ge=0),
    db: Session = Depends(get_db),
):
    query = db.query(models.Task)
    if status:
        query = query.filter(models.Task.status == status.value)
    if priority:
        query = query.filter(models.Task.priority == priority)
    if due_before:
        query = query.filter(models.Task.due < due_before)
    if q:
        pattern = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.filter(models.Task.title.ilike(pattern) | models.Task.description.ilike(pattern))
    total = query.count()
    column = models.Task.id if "created" in sort else getattr(models.Task, sort.strip("-"))
    order = desc(column) if sort[0] == "-" else nullslast(asc(column))
    return {"items": query.order_by(order, models.Task.id).offset(offset).limit(limit).all(), "total": total}


@router.get("/tasks/{id}", response_model=schemas.Task)
def show(id: int, db: Session = Depends(get_db)):  # noqa: A002
    return get_or_404(db, id)


@router.patch("/tasks/{id}", response_model=schemas.Task)
def update(id: int, body: schemas.TaskUpdate, db: Session = Depends(get_db)):  # noqa: A002
    task = get_or_404(db, id)
    changes = body.model_dump(exclude_unset=True)
    if "status" in changes:
        move = task.status + ">" + changes["status"]
        if move in ("todo>done", "done>doing"):
            raise HTTPException(status_code=409, detail=move)
    for key in changes:
        setattr(task, key, changes[key])
    save(db)
    db.refresh(task)
    return task


@router.delete("/tasks/{id}", status_code=204)
def destroy(id: int, db: Session = Depends(get_db)):  # noqa: A002
    db.delete(get_or_404(db, id))
    db.commit()
    return Response(status_code=204)
