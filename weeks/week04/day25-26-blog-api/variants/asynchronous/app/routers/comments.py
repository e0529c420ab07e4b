from fastapi import APIRouter, Response

from ..crud.comment import page_of_comments
from ..crud.user import add, change, remove
from ..dependencies import DB, Limit, Skip, or_404, or_409
from ..models import Comment
from ..schemas import Number
from ..schemas.comment import CommentCreate, CommentOut, CommentUpdate

router = APIRouter()


@router.post("/comments", status_code=201)
async def create(body: CommentCreate, db: DB) -> CommentOut:
    return await or_409(add(db, Comment, body))


@router.get("/comments")
async def everything(db: DB, skip: Skip = 0, limit: Limit = 10) -> list[CommentOut]:
    return await page_of_comments(db, min(skip, 2**62), limit)


@router.get("/comments/{number}")
async def one(number: Number, db: DB) -> CommentOut:
    return or_404(await db.get(Comment, number))


@router.put("/comments/{number}")
async def put(number: Number, body: CommentUpdate, db: DB) -> CommentOut:
    return await change(db, or_404(await db.get(Comment, number)), body)


@router.delete("/comments/{number}")
async def delete(number: Number, db: DB):
    await remove(db, or_404(await db.get(Comment, number)))
    return Response(status_code=204)
