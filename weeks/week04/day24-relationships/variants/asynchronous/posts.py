import schemas
from dependencies import get_db
from fastapi import APIRouter, Depends, HTTPException
from models import Post, User
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

router = APIRouter()


@router.post("/posts", status_code=201)
async def create(body: schemas.PostIn, db=Depends(get_db)) -> schemas.PostOut:
    if await db.get(User, body.user_id) is None:
        raise HTTPException(409, "unknown user")
    post = Post(title=body.title, content=body.content, user_id=body.user_id)
    db.add(post)
    try:
        await db.commit()
    except IntegrityError as error:
        raise HTTPException(409, "unknown user") from error
    return schemas.PostOut.model_validate(post)


@router.get("/posts", response_model=list[schemas.PostWithOwner])
async def everything(db=Depends(get_db)):
    found = await db.scalars(select(Post).options(selectinload(Post.owner)).order_by(Post.id))
    return found.all()


@router.get("/users/{user_id}/posts", response_model=schemas.UserWithPosts)
async def of_user(user_id: int, db=Depends(get_db)):
    user = await db.get(User, user_id, options=[selectinload(User.posts)])
    if user:
        return user
    raise HTTPException(404, "unknown user")
