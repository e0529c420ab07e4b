from app import crud
from app.crud import post, user
from app.dependencies import APage, Db, known
from app.models import posts as posts_table
from app.models import users as table
from app.schemas import Id
from app.schemas.user import User
from fastapi import APIRouter

users = APIRouter(prefix="/users")


@users.get("/{number}")
def get(number: Id, db: Db) -> dict:
    return known(crud.one(db, user.ONE, table, number))


@users.post("", status_code=201)
def post_(new: User, db: Db) -> dict:
    return get(crud.write(db, table, new.model_dump()), db)


@users.get("")
def get_all(page: APage, db: Db) -> list[dict]:
    return crud.many(db, user.ALL, page)


@users.put("/{number}")
def put(number: Id, new: User, db: Db) -> dict:
    return get(known(crud.rewrite(db, table, number, new.model_dump())), db)


@users.delete("/{number}", status_code=204)
def delete(number: Id, db: Db) -> None:
    known(crud.erase(db, table, number))


@users.get("/{number}/posts")
def get_posts(number: Id, page: APage, db: Db) -> list[dict]:
    get(number, db)
    question = post.ONE.where(posts_table.c.user_id == number).order_by(*post.ORDERS["created_at"])
    return crud.many(db, question, page)
