from typing import Annotated

from fastapi import APIRouter, Query, Response

from ..crud import comment as comments
from ..crud import post as crud
from ..crud.post import Order
from ..crud.user import add, change, remove
from ..dependencies import DB, Limit, Skip, or_404, or_409
from ..models import Comment, Post
from ..schemas import Number
from ..schemas.comment import CommentOut
from ..schemas.post import PostCreate, PostOut, PostUpdate

router = APIRouter()


@router.post("/posts", status_code=201)
async def create(body: PostCreate, db: DB) -> PostOut:
    return await or_409(add(db, Post, body))


@router.get("/posts")
async def everything(
    db: DB,
    response: Response,
    skip: Skip = 0,
    limit: Limit = 10,
    sort: Order = Order.OLDEST,
    user_id: Number | None = None,
    q: Annotated[str | None, Query(min_length=1)] = None,
) -> list[PostOut]:
    total, found = await crud.page_of_posts(db, min(skip, 2**62), limit, sort, user_id, q)
    response.headers["x-total-count"] = f"{total}"
    return found


@router.get("/posts/{number}")
async def one(number: Number, db: DB) -> PostOut:
    return or_404(await db.get(Post, number))


@router.put("/posts/{number}")
async def put(number: Number, body: PostUpdate, db: DB) -> PostOut:
    return await change(db, or_404(await db.get(Post, number)), body)


@router.delete("/posts/{number}")
async def delete(number: Number, db: DB):
    await remove(db, or_404(await db.get(Post, number)))
    return Response(status_code=204)


@router.get("/posts/{number}/comments")
async def below(number: Number, db: DB, skip: Skip = 0, limit: Limit = 10) -> list[CommentOut]:
    or_404(await db.get(Post, number))
    return await comments.page_of_comments(db, min(skip, 2**62), limit, Comment.post_id == number)
