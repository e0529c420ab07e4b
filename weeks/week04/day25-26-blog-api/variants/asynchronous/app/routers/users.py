from fastapi import APIRouter, Response

from ..crud import post as posts
from ..crud import user as crud
from ..dependencies import DB, Limit, Skip, or_404, or_409
from ..models import User
from ..schemas import Number
from ..schemas.post import PostOut
from ..schemas.user import UserIn, UserOut

router = APIRouter()


@router.post("/users", status_code=201)
async def create(body: UserIn, db: DB) -> UserOut:
    return await or_409(crud.add(db, User, body))


@router.get("/users")
async def everybody(db: DB, skip: Skip = 0, limit: Limit = 10) -> list[UserOut]:
    return await crud.page_of_users(db, min(skip, 2**62), limit)


@router.get("/users/{number}")
async def one(number: Number, db: DB) -> UserOut:
    return or_404(await db.get(User, number))


@router.put("/users/{number}")
async def put(number: Number, body: UserIn, db: DB) -> UserOut:
    return await or_409(crud.change(db, or_404(await db.get(User, number)), body))


@router.delete("/users/{number}")
async def delete(number: Number, db: DB):
    await crud.remove(db, or_404(await db.get(User, number)))
    return Response(status_code=204)


@router.get("/users/{number}/posts")
async def theirs(number: Number, db: DB, skip: Skip = 0, limit: Limit = 10) -> list[PostOut]:
    or_404(await db.get(User, number))
    return (await posts.page_of_posts(db, min(skip, 2**62), limit, user_id=number))[1]
