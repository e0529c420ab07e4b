"""What routes ask for."""

from collections.abc import Iterator
from typing import Annotated

from database import SessionLocal
from fastapi import Depends, Header, HTTPException, Path
from models import Note, Todo
from sqlalchemy.orm import Session

LARGEST = 2**31 - 1  # of the type integer in PostgreSQL


def get_db() -> Iterator[Session]:
    """A session for one request. It is closed after the answer, whatever happens."""
    with SessionLocal() as session:
        yield session


Db = Annotated[Session, Depends(get_db)]
Id = Annotated[int, Path(ge=1, le=LARGEST)]


def get_note(note_id: Id, db: Db) -> Note:
    """The note of the path; without one, the answer is 404."""
    note = db.get(Note, note_id)
    if note is None:
        raise HTTPException(404, f"There is no note {note_id}.")
    return note


def get_locked_note(note_id: Id, db: Db) -> Note:
    """The note of the path, and nobody else can lock or change it before the end of this transaction."""
    note = db.get(Note, note_id, with_for_update=True)
    if note is None:
        raise HTTPException(404, f"There is no note {note_id}.")
    return note


FoundNote = Annotated[Note, Depends(get_note)]
LockedNote = Annotated[Note, Depends(get_locked_note)]


def get_open_note(note: LockedNote, if_match: Annotated[str | None, Header()] = None) -> Note:
    """A note that may be changed: it is not archived, and it is still as the client knows it."""
    if note.archived:
        raise HTTPException(409, "This note is archived. Restore it first.")
    if if_match not in (None, note.etag):
        raise HTTPException(412, "This note has changed since you read it.")
    return note


OpenNote = Annotated[Note, Depends(get_open_note)]


def get_todo(todo_id: Id, db: Db) -> Todo:
    """The to-do of the path; without one, the answer is 404."""
    todo = db.get(Todo, todo_id)
    if todo is None:
        raise HTTPException(404, f"There is no to-do {todo_id}.")
    return todo


FoundTodo = Annotated[Todo, Depends(get_todo)]
