"""The routes of to-dos."""

from dependencies import Db, FoundTodo
from fastapi import APIRouter
from models import Todo
from paging import After, Limit, page
from schemas import Page, TodoChanges, TodoIn, TodoOut
from sqlalchemy import select

router = APIRouter(prefix="/todos", tags=["to-dos"])


@router.post("", status_code=201, response_model=TodoOut)
def create_todo(new: TodoIn, db: Db) -> Todo:
    """Keep a new to-do."""
    todo = Todo(**new.model_dump())
    db.add(todo)
    db.commit()
    return todo


@router.get("", response_model=Page[TodoOut])
def list_todos(db: Db, after: After, done: bool | None = None, limit: Limit = 20) -> dict[str, object]:
    """Answer with a page of to-dos: what has waited longest comes first."""
    question = select(Todo).order_by(Todo.id).limit(limit + 1)
    if done is not None:
        question = question.where(Todo.done == done)
    if after:
        question = question.where(Todo.id > after.id)
    return page(db.scalars(question).all(), limit)


@router.get("/{todo_id}", response_model=TodoOut)
def read_todo(todo: FoundTodo) -> Todo:
    """Answer with one to-do."""
    return todo


@router.patch("/{todo_id}", response_model=TodoOut)
def change_todo(todo: FoundTodo, changes: TodoChanges, db: Db) -> Todo:
    """Change what came, and nothing else."""
    for name, value in changes.model_dump(exclude_unset=True).items():
        setattr(todo, name, value)
    db.commit()
    return todo


@router.delete("/{todo_id}", status_code=204)
def delete_todo(todo: FoundTodo, db: Db) -> None:
    """Remove a to-do."""
    db.delete(todo)
    db.commit()
