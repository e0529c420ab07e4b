"""Routes of comments."""

from fastapi import APIRouter, Response

from ..config import Config
from ..crud.comment import page_of_comments
from ..crud.user import add, change, remove
from ..dependencies import DB, R404, R409, Limit, Number, Skip, or_404, or_409
from ..models import Comment
from ..schemas.comment import CommentCreate, CommentOut, CommentUpdate

router = APIRouter()


@router.post(
    "/comments",
    status_code=201,
    summary="post /comments",
    response_description="what you asked for",
    responses={**R409},
)
async def create(body: CommentCreate, db: DB) -> CommentOut:
    """Create, as the README says."""
    return await or_409(add(db, Comment, body))


@router.get("/comments", summary="get /comments", response_description="what you asked for")
async def everything(db: DB, skip: Skip = 0, limit: Limit = Config.PAGE) -> list[CommentOut]:
    """Everything, as the README says."""
    return await page_of_comments(db, min(skip, 2**62), limit)


@router.get(
    "/comments/{number}",
    summary="get /comments/{number}",
    response_description="what you asked for",
    responses={**R404},
)
async def one(number: Number, db: DB) -> CommentOut:
    """One, as the README says."""
    return or_404(await db.get(Comment, number))


@router.put(
    "/comments/{number}",
    summary="put /comments/{number}",
    response_description="what you asked for",
    responses={**R404},
)
async def put(number: Number, body: CommentUpdate, db: DB) -> CommentOut:
    """Put, as the README says."""
    return await change(db, or_404(await db.get(Comment, number)), body)


@router.delete(
    "/comments/{number}",
    summary="delete /comments/{number}",
    response_description="what you asked for",
    status_code=204,
    responses={**R404},
)
async def delete(number: Number, db: DB):
    """Delete, as the README says."""
    await remove(db, or_404(await db.get(Comment, number)))
    return Response(status_code=204)
