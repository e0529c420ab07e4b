"""The routes of notes."""

from typing import Literal

from dependencies import Db, FoundNote, LockedNote, OpenNote
from fastapi import APIRouter, Response
from models import Note
from paging import After, Limit, Place, page
from schemas import NoteChanges, NoteIn, NoteOut, Page
from sqlalchemy import Select, or_, select, tuple_
from sqlalchemy.orm import Session

Sort = Literal["created", "-created", "title", "-title"]
router = APIRouter(prefix="/notes", tags=["notes"])


@router.post("", status_code=201, response_model=NoteOut)
def create_note(new: NoteIn, db: Db, response: Response) -> Note:
    """Keep a new note."""
    note = Note(**new.model_dump())
    db.add(note)
    db.commit()
    response.headers["ETag"] = note.etag
    return note


@router.get("", response_model=Page[NoteOut])
def list_notes(
    db: Db, after: After, q: str = "", archived: bool = False, sort: Sort = "-created", limit: Limit = 20
) -> dict[str, object]:
    """Answer with a page of the notes that fit."""
    question = select(Note).where(Note.archived == archived)
    if q:
        found = or_(Note.title.icontains(q, autoescape=True), Note.text.icontains(q, autoescape=True))
        question = question.where(found)
    return page(db.scalars(in_order(question, sort, after).limit(limit + 1)).all(), limit)


@router.get("/{note_id}", response_model=NoteOut)
def read_note(note: FoundNote, response: Response) -> Note:
    """Answer with one note."""
    response.headers["ETag"] = note.etag
    return note


@router.put("/{note_id}", response_model=NoteOut)
def replace_note(note: OpenNote, new: NoteIn, db: Db, response: Response) -> Note:
    """Put a whole note in the place of the old one."""
    change(db, note, new.model_dump())
    response.headers["ETag"] = note.etag
    return note


@router.patch("/{note_id}", response_model=NoteOut)
def change_note(note: OpenNote, changes: NoteChanges, db: Db, response: Response) -> Note:
    """Change what came, and nothing else."""
    change(db, note, changes.model_dump(exclude_unset=True))
    response.headers["ETag"] = note.etag
    return note


@router.delete("/{note_id}", status_code=204)
def delete_note(note: FoundNote, db: Db) -> None:
    """Remove a note, archived or not."""
    db.delete(note)
    db.commit()


@router.put("/{note_id}/archived", status_code=204)
def archive_note(note: LockedNote, db: Db) -> None:
    """Put a note into the archive."""
    change(db, note, {"archived": True})


@router.delete("/{note_id}/archived", status_code=204)
def restore_note(note: LockedNote, db: Db) -> None:
    """Take a note out of the archive."""
    change(db, note, {"archived": False})


def in_order(question: Select[Note], sort: Sort, after: Place | None) -> Select[Note]:
    """The same question, in an order in which no two notes are equal, from a place on."""
    columns = [Note.title, Note.id] if sort.endswith("title") else [Note.id]
    back = sort.startswith("-")
    if after:
        key, last = tuple_(*columns), [getattr(after, column.key) for column in columns]
        question = question.where(key < last if back else key > last)
    return question.order_by(*(column.desc() if back else column for column in columns))


def change(db: Session, note: Note, values: dict[str, object]) -> None:
    """Write new values into a note, and count the change."""
    for name, value in values.items():
        setattr(note, name, value)
    note.version += 1
    db.commit()
