"""Asynchronous; the archive is a moment; the ETag is a hash; a body with unknown fields is refused."""

import contextlib
import datetime
import enum
import hashlib
import json
from typing import Annotated, Any

from database import AsyncSessionLocal, Base, engine
from fastapi import Body, Depends, FastAPI, Header, HTTPException, Query, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator
from sqlalchemy import String, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column


def now():
    return datetime.datetime.now(datetime.UTC)


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100), index=True)
    text: Mapped[str] = mapped_column(default="")
    created: Mapped[str] = mapped_column(default=lambda: now().isoformat())
    archived_at: Mapped[str | None]

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "archived": self.archived_at is not None,
            "created_at": self.created,
        }

    def hash(self) -> str:
        return '"' + hashlib.sha256(json.dumps(self.as_dict()).encode()).hexdigest() + '"'


class Todo(Base):
    __tablename__ = "todos"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100))
    due: Mapped[datetime.date | None]
    done: Mapped[bool] = mapped_column(default=False, index=True)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")

    @field_validator("title", check_fields=False)
    @classmethod
    def no_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("blank")
        return value


class NoteBody(Strict):
    title: str = Field(max_length=100)
    text: str = Field("", max_length=10_000)


class TodoBody(Strict):
    title: str = Field(max_length=100)
    due: datetime.date | None = None


class TodoPatch(Strict):
    title: str | None = Field(None, max_length=100)
    due: datetime.date | None = None
    done: bool | None = None

    @field_validator("title", "done", mode="before")
    @classmethod
    def no_null(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("null")
        return value


class TodoOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    title: str
    due: datetime.date | None
    done: bool


class Sort(enum.StrEnum):
    oldest = "created"
    newest = "-created"
    title = "title"
    title_down = "-title"


@contextlib.asynccontextmanager
async def lifespan(_: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


async def get_db():
    async with AsyncSessionLocal() as db:
        yield db


app = FastAPI(lifespan=lifespan)
Db = Annotated[AsyncSession, Depends(get_db)]
Limit = Annotated[int, Query(gt=0, lt=101)]


def bad():
    raise HTTPException(422, "bad cursor")


def parse(cursor: str | None, parts: int):
    """1 or 1:title in hexadecimal digits"""
    if cursor is None:
        return None
    number, _, rest = cursor.partition(":")
    if not number.isdecimal() or not number.isascii() or int(number) > 2_000_000_000 or bool(rest) != (parts == 2):
        bad()
    try:
        return int(number), bytes.fromhex(rest).decode()
    except ValueError:
        bad()


async def found(db, model, number, **options):
    one = await db.get(model, number, **options)
    if one is None:
        raise HTTPException(404, "unknown")
    return one


@app.post("/notes", status_code=201)
async def create(body: NoteBody, db: Db, response: Response):
    note = Note(title=body.title, text=body.text)
    db.add(note)
    await db.commit()
    response.headers["etag"] = note.hash()
    return note.as_dict()


def literal(text):
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"


@app.get("/notes")
async def page(
    db: Db,
    q: str | None = None,
    archived: bool = False,
    sort: Sort = Sort.newest,
    limit: Limit = 20,
    cursor: str | None = None,
):
    by_title = sort in (Sort.title, Sort.title_down)
    question = select(Note).where(Note.archived_at.is_not(None) if archived else Note.archived_at.is_(None))
    for word in [q] if q else []:
        question = question.filter(or_(*(c.ilike(literal(word), escape="!") for c in (Note.title, Note.text))))
    match sort, parse(cursor, 2 if by_title else 1):
        case _, None:
            pass
        case Sort.oldest, (number, _):
            question = question.filter(Note.id > number)
        case Sort.newest, (number, _):
            question = question.filter(Note.id < number)
        case Sort.title, (number, title):
            question = question.filter(or_(Note.title > title, and_(Note.title == title, Note.id < number)))
        case Sort.title_down, (number, title):
            question = question.filter(or_(Note.title < title, and_(Note.title == title, Note.id < number)))
    orders = {
        Sort.oldest: [Note.id],
        Sort.newest: [Note.id.desc()],
        Sort.title: [Note.title, Note.id.desc()],
        Sort.title_down: [Note.title.desc(), Note.id.desc()],
    }
    notes = (await db.scalars(question.order_by(*orders[sort]).limit(limit + 1))).all()
    after = None
    if len(notes) > limit:
        *notes, _ = notes
        last = notes[-1]
        after = f"{last.id}:{last.title.encode().hex()}" if by_title else str(last.id)
    return {"items": [note.as_dict() for note in notes], "next": after}


@app.get("/notes/{number}")
async def read(number: int, db: Db, response: Response):
    note = await found(db, Note, number)
    response.headers["etag"] = note.hash()
    return note.as_dict()


async def changeable(number: int, db: Db, if_match: Annotated[str, Header()] = ""):
    note = await found(db, Note, number, with_for_update=True)
    if if_match and if_match != note.hash():
        raise HTTPException(412, "changed")
    if note.archived_at:
        raise HTTPException(409, "archived")
    return note


@app.put("/notes/{number}")
async def replace(note: Annotated[Note, Depends(changeable)], body: NoteBody, db: Db, response: Response):
    note.title, note.text = body.title, body.text
    await db.commit()
    response.headers["etag"] = note.hash()
    return note.as_dict()


@app.patch("/notes/{number}")
async def patch(
    note: Annotated[Note, Depends(changeable)], body: Annotated[dict[str, Any], Body()], db: Db, response: Response
):
    try:
        merged = NoteBody.model_validate({"title": note.title, "text": note.text} | body)
    except ValueError:
        raise HTTPException(422, "no good") from None
    return await replace(note, merged, db, response)


@app.delete("/notes/{number}", status_code=204)
async def delete(number: int, db: Db):
    await db.delete(await found(db, Note, number))
    await db.commit()


@app.put("/notes/{number}/archived")
async def archive(number: int, db: Db):
    note = await found(db, Note, number)
    note.archived_at = note.archived_at or now().isoformat()
    await db.commit()
    return Response(status_code=204)


@app.delete("/notes/{number}/archived")
async def restore(number: int, db: Db):
    (await found(db, Note, number)).archived_at = None
    await db.commit()
    return Response(status_code=204)


@app.post("/todos", status_code=201, response_model=TodoOut)
async def create_todo(body: TodoBody, db: Db):
    todo = Todo(**body.model_dump())
    db.add(todo)
    await db.commit()
    return todo


@app.get("/todos")
async def todos(db: Db, done: bool | None = None, limit: Limit = 20, cursor: str | None = None):
    question = select(Todo).order_by(Todo.id).limit(limit + 1)
    if cursor is not None:
        question = question.where(Todo.id > parse(cursor, 1)[0])
    if done is not None:
        question = question.where(Todo.done.is_(done))
    rows = [TodoOut.model_validate(todo) for todo in await db.scalars(question)]
    return {"items": rows[:limit], "next": str(rows[limit - 1].id) if len(rows) > limit else None}


@app.get("/todos/{number}", response_model=TodoOut)
async def read_todo(number: int, db: Db):
    return await found(db, Todo, number)


@app.patch("/todos/{number}", response_model=TodoOut)
async def patch_todo(number: int, body: TodoPatch, db: Db):
    todo = await found(db, Todo, number)
    for name in body.model_fields_set:
        setattr(todo, name, getattr(body, name))
    await db.commit()
    return todo


@app.delete("/todos/{number}", status_code=204)
async def delete_todo(number: int, db: Db):
    await db.delete(await found(db, Todo, number))
    await db.commit()
