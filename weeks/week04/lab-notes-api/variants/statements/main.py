"""Statements of SQLAlchemy Core; strpos instead of LIKE; one UPDATE with its conditions; FETCH FIRST."""

import contextlib
import json
from datetime import date
from typing import Annotated, Literal

from database import Base, engine
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Response
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import Boolean, Column, Date, DateTime, Identity, Integer, Table, Text, func, or_, text, tuple_

TITLE = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
notes = Table(
    "notes",
    Base.metadata,
    Column("id", Integer, Identity(), primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("archived", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("changes", Integer, nullable=False, server_default="0"),
)
todos = Table(
    "todos",
    Base.metadata,
    Column("id", Integer, Identity(), primary_key=True),
    Column("title", Text, nullable=False),
    Column("due", Date),
    Column("done", Boolean, nullable=False, server_default=text("false")),
)
N, T = notes.c, todos.c


@contextlib.asynccontextmanager
async def lifespan(_):
    Base.metadata.create_all(engine)
    yield
    engine.dispose()


def transaction():
    with engine.begin() as connection:
        yield connection


app = FastAPI(lifespan=lifespan)
Transaction = Annotated[object, Depends(transaction, scope="function")]


class NewNote(BaseModel):
    title: TITLE
    text: Annotated[str, Field(max_length=10_000)] = ""


class SomeNote(NewNote):
    title: TITLE = ""


class NewTodo(BaseModel):
    title: TITLE
    due: date | None = None


class SomeTodo(NewTodo):
    title: TITLE = ""
    done: bool = False


def shown(row, response=None):
    if row is None:
        raise HTTPException(404)
    row = dict(row)
    changes = row.pop("changes", None)
    if response is not None:
        response.headers["ETag"] = f'"{changes}"'
    return row


def one(connection, statement):
    return connection.execute(statement).mappings().first()


def write(connection, number, values, if_match, response):
    statement = notes.update().where(N.id == number, ~N.archived).values(**values, changes=N.changes + 1)
    if if_match is not None:
        statement = statement.where('"' + N.changes.cast(Text) + '"' == if_match)
    row = one(connection, statement.returning(*N))
    if row is None:
        old = shown(one(connection, notes.select().where(N.id == number)))
        raise HTTPException(409 if old["archived"] else 412)
    return shown(row, response)


def place(cursor: str | None = None):
    if cursor is None:
        return None
    try:
        title, number = json.loads(bytes.fromhex(cursor))
        if not isinstance(title, str) or not 0 <= number < 2**31:
            raise ValueError
    except (ValueError, TypeError):
        raise HTTPException(422) from None
    return title, number


def cut(connection, statement, keys, down, at, limit):
    if at:
        at = at[-len(keys) :]
        statement = statement.where(tuple_(*keys) < at if down else tuple_(*keys) > at)
    statement = statement.order_by(*(key.desc() for key in keys) if down else keys).fetch(limit + 1)
    rows = [shown(row) for row in connection.execute(statement).mappings()]
    after = None
    if rows[limit:]:
        after = json.dumps([rows[limit - 1]["title"], rows[limit - 1]["id"]]).encode().hex()
    return {"items": rows[:limit], "next": after}


Place = Annotated[tuple[str, int] | None, Depends(place)]
Limit = Annotated[int, Query(ge=1, le=100)]
IfMatch = Annotated[str | None, Header()]


@app.post("/notes", status_code=201)
def post_note(note: NewNote, t: Transaction, response: Response):
    return shown(one(t, notes.insert().values(**note.model_dump()).returning(*N)), response)


@app.get("/notes")
def get_notes(
    t: Transaction,
    at: Place,
    q: str = "",
    archived: bool = False,
    sort: Literal["created", "-created", "title", "-title"] = "-created",
    limit: Limit = 20,
):
    needle = func.lower(q)
    statement = notes.select().where(
        N.archived.is_(archived),
        or_(func.strpos(func.lower(N.title), needle) > 0, func.strpos(func.lower(N.text), needle) > 0),
    )
    return cut(t, statement, [N.title, N.id] if "title" in sort else [N.id], sort.startswith("-"), at, limit)


@app.get("/notes/{note}")
def get_note(note: int, t: Transaction, response: Response):
    return shown(one(t, notes.select().where(N.id == note)), response)


@app.put("/notes/{note}")
def put_note(note: int, body: NewNote, t: Transaction, response: Response, if_match: IfMatch = None):
    return write(t, note, body.model_dump(), if_match, response)


@app.patch("/notes/{note}")
def patch_note(note: int, body: SomeNote, t: Transaction, response: Response, if_match: IfMatch = None):
    return write(t, note, body.model_dump(exclude_unset=True), if_match, response)


@app.delete("/notes/{note}", status_code=204)
def delete_note(note: int, t: Transaction):
    shown(one(t, notes.delete().where(N.id == note).returning(N.id)))


@app.put("/notes/{note}/archived", status_code=204)
def archive(note: int, t: Transaction):
    shown(one(t, notes.update().where(N.id == note).values(archived=True).returning(N.id)))


@app.delete("/notes/{note}/archived", status_code=204)
def restore(note: int, t: Transaction):
    shown(one(t, notes.update().where(N.id == note).values(archived=False).returning(N.id)))


@app.post("/todos", status_code=201)
def post_todo(todo: NewTodo, t: Transaction):
    return shown(one(t, todos.insert().values(**todo.model_dump()).returning(*T)))


@app.get("/todos")
def get_todos(t: Transaction, at: Place, done: bool | None = None, limit: Limit = 20):
    statement = todos.select() if done is None else todos.select().where(T.done.is_(done))
    return cut(t, statement, [T.id], False, at, limit)


@app.get("/todos/{todo}")
def get_todo(todo: int, t: Transaction):
    return shown(one(t, todos.select().where(T.id == todo)))


@app.patch("/todos/{todo}")
def patch_todo(todo: int, body: SomeTodo, t: Transaction):
    values = body.model_dump(exclude_unset=True) or {"id": todo}
    return shown(one(t, todos.update().where(T.id == todo).values(**values).returning(*T)))


@app.delete("/todos/{todo}", status_code=204)
def delete_todo(todo: int, t: Transaction):
    shown(one(t, todos.delete().where(T.id == todo).returning(T.id)))
