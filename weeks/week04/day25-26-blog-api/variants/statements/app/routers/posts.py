from app import crud
from app.crud import comment, post
from app.dependencies import Db, Page, known
from app.models import comments as comments_table
from app.models import posts as table
from app.schemas import Id
from app.schemas.post import Post, Text
from fastapi import APIRouter, HTTPException, Response

posts = APIRouter(prefix="/posts")


@posts.get("/{number}")
def get(number: Id, db: Db) -> dict:
    return known(crud.one(db, post.ONE, table, number))


@posts.post("", status_code=201)
def post_(new: Post, db: Db) -> dict:
    return get(crud.write(db, table, new.model_dump()), db)


@posts.get("")
def get_all(
    db: Db, response: Response, skip="0", limit="10", sort="created_at", user_id: Id | None = None, q=""
) -> list[dict]:
    try:
        page, order = Page(skip=skip, limit=limit), post.ORDERS[sort]
    except (ValueError, KeyError) as error:
        raise HTTPException(422, str(error)) from None
    conditions = post.search(user_id, q)
    response.headers["X-Total-Count"] = str(post.total(db, conditions))
    return crud.many(db, post.ONE.where(*conditions).order_by(*order), page)


@posts.put("/{number}")
def put(number: Id, new: Text, db: Db) -> dict:
    return get(known(crud.rewrite(db, table, number, new.model_dump())), db)


@posts.delete("/{number}", status_code=204)
def delete(number: Id, db: Db) -> None:
    known(crud.erase(db, table, number))


@posts.get("/{number}/comments")
def get_comments(number: Id, db: Db, skip: int = 0, limit: int = 10) -> list[dict]:
    get(number, db)
    try:
        page = Page(skip=skip, limit=limit)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    return crud.many(db, comment.ALL.where(comments_table.c.post_id == number), page)
