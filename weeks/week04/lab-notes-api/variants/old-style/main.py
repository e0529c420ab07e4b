"""Old style: one file, queries, Depends as a default, a number as cursor, SQLAlchemy counts the versions."""

from datetime import date, datetime
from typing import Optional

from database import Base, SessionLocal, engine
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, constr
from sqlalchemy import Boolean, Column, Date, DateTime, Integer, String, Text, and_, func, or_
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError


class Note(Base):
    __tablename__ = "notes"
    id = Column(Integer, primary_key=True, index=True)
    title = Column(String(100), nullable=False)
    text = Column(Text, nullable=False, default="")
    archived = Column(Boolean, nullable=False, default=False)
    created_at = Column(DateTime(timezone=True), server_default=func.now())
    version = Column(Integer, nullable=False)
    __mapper_args__ = {"version_id_col": version}


class Todo(Base):
    __tablename__ = "todos"
    id = Column(Integer, primary_key=True)
    title = Column(String(100), nullable=False)
    due = Column(Date)
    done = Column(Boolean, nullable=False, default=False)


Base.metadata.create_all(bind=engine)
Title = constr(min_length=1, max_length=100, pattern=r"\S")


class NoteCreate(BaseModel):
    title: Title
    text: constr(max_length=10000) = ""


class NoteUpdate(NoteCreate):
    title: Title = "unset"


class NoteRead(BaseModel):
    id: int
    title: str
    text: str
    archived: bool
    created_at: datetime


class TodoCreate(BaseModel):
    title: Title
    due: Optional[date] = None  # noqa: UP045


class TodoUpdate(TodoCreate):
    title: Title = "unset"
    done: bool = False


app = FastAPI()


@app.exception_handler(StaleDataError)
def too_late(request: Request, _error: StaleDataError):
    return JSONResponse({"detail": "too late"}, 412 if "if-match" in request.headers else 409)


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def get(db, model, number):
    row = db.query(model).filter(model.id == number).first()
    if not row:
        raise HTTPException(404, "Not found")
    return row


def sent(note: Note, response: Response):
    response.headers["ETag"] = f'W/"{note.id}-{note.version}"'
    return note


@app.post("/notes", response_model=NoteRead, status_code=201)
def create_note(note: NoteCreate, response: Response, db: Session = Depends(get_db)):
    row = Note(title=note.title, text=note.text)
    db.add(row)
    db.commit()
    db.refresh(row)
    return sent(row, response)


@app.get("/notes")
def read_notes(
    q: str = Query(default=""),
    archived: bool = False,
    sort: str = Query(default="-created", pattern="^-?(created|title)$"),
    limit: int = Query(default=20, ge=1, le=100),
    cursor: Optional[str] = None,  # noqa: UP045
    db: Session = Depends(get_db),
):
    query = db.query(Note).filter(Note.archived == archived)
    if q:
        pattern = "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.filter(or_(Note.title.ilike(pattern), Note.text.ilike(pattern)))
    down = sort[0] == "-"
    number, _, title = (cursor or "").partition("-")
    if cursor is not None:
        try:
            number = int(number)
        except ValueError:
            raise HTTPException(422, "cursor") from None
        if number > 2**31 - 1 or number < 0:
            raise HTTPException(422, "cursor")
    if sort.endswith("title"):
        if cursor:
            beyond = Note.title < title if down else Note.title > title
            query = query.filter(or_(beyond, and_(Note.title == title, Note.id > number)))
        query = query.order_by(Note.title.desc() if down else Note.title, Note.id)
    else:
        if cursor:
            query = query.filter(Note.id < number if down else Note.id > number)
        query = query.order_by(Note.id.desc() if down else Note.id.asc())
    rows = query.limit(limit + 1).all()
    more = len(rows) > limit
    rows = rows[:limit]
    cursor = None
    if more:
        cursor = f"{rows[-1].id}-{rows[-1].title}" if sort.endswith("title") else rows[-1].id
    return {"items": [NoteRead.model_validate(row, from_attributes=True) for row in rows], "next": cursor}


@app.get("/notes/{number}", response_model=NoteRead)
def read_note(number: int, response: Response, db: Session = Depends(get_db)):
    return sent(get(db, Note, number), response)


def update(number, values, if_match, response, db):
    note = get(db, Note, number)
    if note.archived:
        raise HTTPException(409, "archived")
    if if_match and if_match != f'W/"{note.id}-{note.version}"':
        raise HTTPException(412, "stale")
    for key, value in values.items():
        setattr(note, key, value)
    db.commit()
    return sent(note, response)


@app.put("/notes/{number}", response_model=NoteRead)
def put_note(
    number: int,
    body: NoteCreate,
    response: Response,
    if_match: str = Header(default=None),
    db: Session = Depends(get_db),
):
    return update(number, body.model_dump(), if_match, response, db)


@app.patch("/notes/{number}", response_model=NoteRead)
def patch_note(
    number: int,
    body: NoteUpdate,
    response: Response,
    if_match: str = Header(default=None),
    db: Session = Depends(get_db),
):
    return update(number, body.model_dump(exclude_unset=True), if_match, response, db)


@app.delete("/notes/{number}", status_code=204)
def delete_note(number: int, db: Session = Depends(get_db)):
    db.delete(get(db, Note, number))
    db.commit()


@app.put("/notes/{number}/archived", status_code=204)
@app.delete("/notes/{number}/archived", status_code=204)
def set_archived(number: int, request: Request, db: Session = Depends(get_db)):
    get(db, Note, number).archived = request.method == "PUT"
    db.commit()


@app.post("/todos", status_code=201)
def create_todo(todo: TodoCreate, db: Session = Depends(get_db)):
    row = Todo(title=todo.title, due=todo.due, done=False)
    db.add(row)
    db.commit()
    return get(db, Todo, row.id)


@app.get("/todos")
def read_todos(
    done: Optional[bool] = None,  # noqa: UP045
    limit: int = Query(default=20, ge=1, le=100),
    cursor: int = Query(default=0, ge=0, le=2**31 - 1),
    db: Session = Depends(get_db),
):
    query = db.query(Todo).filter(Todo.id > cursor)
    if done is not None:
        query = query.filter(Todo.done == done)
    rows = query.order_by(Todo.id).limit(limit + 1).all()
    return {"items": rows[:limit], "next": rows[limit - 1].id if len(rows) > limit else None}


@app.get("/todos/{number}")
def read_todo(number: int, db: Session = Depends(get_db)):
    return get(db, Todo, number)


@app.patch("/todos/{number}")
def patch_todo(number: int, body: TodoUpdate, db: Session = Depends(get_db)):
    row = get(db, Todo, number)
    for key in body.model_fields_set:
        setattr(row, key, getattr(body, key))
    db.commit()
    return get(db, Todo, number)


@app.delete("/todos/{number}", status_code=204)
def delete_todo(number: int, db: Session = Depends(get_db)):
    db.delete(get(db, Todo, number))
    db.commit()
