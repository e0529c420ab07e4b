"""Routes of posts."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from ..config import Config
from ..crud import comment as comments
from ..crud import post as crud
from ..crud.post import Order
from ..crud.user import add, change, remove
from ..dependencies import DB, R404, R409, Limit, Number, Skip, or_404, or_409
from ..models import Comment, Post
from ..schemas.comment import CommentOut
from ..schemas.post import PostCreate, PostOut, PostUpdate

router = APIRouter()


@router.post(
    "/posts", status_code=201, summary="post /posts", response_description="what you asked for", responses={**R409}
)
async def create(body: PostCreate, db: DB) -> PostOut:
    """Create, as the README says."""
    return await or_409(add(db, Post, body))


@router.get("/posts", summary="get /posts", response_description="what you asked for")
async def everything(
    db: DB,
    response: Response,
    skip: Skip = 0,
    limit: Limit = Config.PAGE,
    sort: Annotated[Order, Query(description="order")] = Order.OLDEST,
    user_id: Annotated[int | None, Query(gt=0, lt=2**63, description="of whom")] = None,
    q: Annotated[str | None, Query(min_length=1, description="text")] = None,
) -> list[PostOut]:
    """Everything, as the README says."""
    total, found = await crud.page_of_posts(db, min(skip, 2**62), limit, sort, user_id, q)
    response.headers["x-total-count"] = f"{total}"
    return found


@router.get(
    "/posts/{number}", summary="get /posts/{number}", response_description="what you asked for", responses={**R404}
)
async def one(number: Number, db: DB) -> PostOut:
    """One, as the README says."""
    return or_404(await db.get(Post, number))


@router.put(
    "/posts/{number}", summary="put /posts/{number}", response_description="what you asked for", responses={**R404}
)
async def put(number: Number, body: PostUpdate, db: DB) -> PostOut:
    """Put, as the README says."""
    return await change(db, or_404(await db.get(Post, number)), body)


@router.delete(
    "/posts/{number}",
    summary="delete /posts/{number}",
    response_description="what you asked for",
    status_code=204,
    responses={**R404},
)
async def delete(number: Number, db: DB):
    """Delete, as the README says."""
    await remove(db, or_404(await db.get(Post, number)))
    return Response(status_code=204)


@router.get(
    "/posts/{number}/comments",
    summary="get /posts/{number}/comments",
    response_description="what you asked for",
    responses={**R404},
)
async def below(number: Number, db: DB, skip: Skip = 0, limit: Limit = Config.PAGE) -> list[CommentOut]:
    """Below, as the README says."""
    or_404(await db.get(Post, number))
    return await comments.page_of_comments(db, min(skip, 2**62), limit, Comment.post_id == number)
