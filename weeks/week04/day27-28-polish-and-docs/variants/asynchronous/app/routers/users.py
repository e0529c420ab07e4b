"""Routes of users."""

from fastapi import APIRouter, Response

from ..config import Config
from ..crud import post as posts
from ..crud import user as crud
from ..dependencies import DB, R404, R409, Limit, Number, Skip, or_404, or_409
from ..models import User
from ..schemas.post import PostOut
from ..schemas.user import UserIn, UserOut

router = APIRouter()


@router.post(
    "/users", status_code=201, summary="post /users", response_description="what you asked for", responses={**R409}
)
async def create(body: UserIn, db: DB) -> UserOut:
    """Create, as the README says."""
    return await or_409(crud.add(db, User, body))


@router.get("/users", summary="get /users", response_description="what you asked for")
async def everybody(db: DB, skip: Skip = 0, limit: Limit = Config.PAGE) -> list[UserOut]:
    """Everybody, as the README says."""
    return await crud.page_of_users(db, min(skip, 2**62), limit)


@router.get(
    "/users/{number}", summary="get /users/{number}", response_description="what you asked for", responses={**R404}
)
async def one(number: Number, db: DB) -> UserOut:
    """One, as the README says."""
    return or_404(await db.get(User, number))


@router.put(
    "/users/{number}",
    summary="put /users/{number}",
    response_description="what you asked for",
    responses={**R404, **R409},
)
async def put(number: Number, body: UserIn, db: DB) -> UserOut:
    """Put, as the README says."""
    return await or_409(crud.change(db, or_404(await db.get(User, number)), body))


@router.delete(
    "/users/{number}",
    summary="delete /users/{number}",
    response_description="what you asked for",
    status_code=204,
    responses={**R404},
)
async def delete(number: Number, db: DB):
    """Delete, as the README says."""
    await crud.remove(db, or_404(await db.get(User, number)))
    return Response(status_code=204)


@router.get(
    "/users/{number}/posts",
    summary="get /users/{number}/posts",
    response_description="what you asked for",
    responses={**R404},
)
async def theirs(number: Number, db: DB, skip: Skip = 0, limit: Limit = Config.PAGE) -> list[PostOut]:
    """Theirs, as the README says."""
    or_404(await db.get(User, number))
    return (await posts.page_of_posts(db, min(skip, 2**62), limit, user_id=number))[1]
