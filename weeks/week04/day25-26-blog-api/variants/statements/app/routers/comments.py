from app import crud
from app.crud import comment
from app.dependencies import APage, Db, known
from app.models import comments as table
from app.schemas import Id
from app.schemas.comment import Comment, Words
from fastapi import APIRouter

comments = APIRouter(prefix="/comments")


@comments.get("/{number}")
def get(number: Id, db: Db) -> dict:
    return known(crud.one(db, comment.ONE, table, number))


@comments.post("", status_code=201)
def post_(new: Comment, db: Db) -> dict:
    return get(crud.write(db, table, new.model_dump()), db)


@comments.get("")
def get_all(page: APage, db: Db) -> list[dict]:
    return crud.many(db, comment.ALL, page)


@comments.put("/{number}")
def put(number: Id, new: Words, db: Db) -> dict:
    return get(known(crud.rewrite(db, table, number, new.model_dump())), db)


@comments.delete("/{number}", status_code=204)
def delete(number: Id, db: Db) -> None:
    known(crud.erase(db, table, number))
