import contextlib
from typing import Annotated

from database import Base, engine
from dependencies import get_db
from fastapi import Depends, FastAPI, HTTPException, Path, Response, status
from models import User
from posts import router
from schemas import UserIn
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession


@contextlib.asynccontextmanager
async def lifespan(_: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)
app.include_router(router)
Session = Annotated[AsyncSession, Depends(get_db)]
Id = Annotated[int, Path(ge=0)]


def as_dict(user: User):
    return {"id": user.id, "email": user.email, "name": user.name, "created_at": user.created_at}


async def commit_or_409(db: AsyncSession):
    try:
        await db.commit()
    except IntegrityError as error:
        await db.rollback()
        raise HTTPException(status.HTTP_409_CONFLICT, "taken") from error


async def find(db: AsyncSession, user_id: int) -> User:
    user = (await db.execute(select(User).where(User.id == user_id))).scalar_one_or_none()
    if user is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "unknown")
    return user


@app.post("/users", status_code=status.HTTP_201_CREATED)
async def create(body: UserIn, db: Session):
    user = User(email=body.email, name=body.name)
    db.add(user)
    await commit_or_409(db)
    return as_dict(user)


@app.get("/users")
async def users(db: Session):
    return [as_dict(user) for user in await db.scalars(select(User).order_by(User.id.asc()))]


@app.get("/users/{user_id}")
async def one(user_id: Id, db: Session):
    return as_dict(await find(db, user_id))


@app.put("/users/{user_id}")
async def put(user_id: Id, body: UserIn, db: Session):
    user = await find(db, user_id)
    user.email = body.email
    user.name = body.name
    await commit_or_409(db)
    return as_dict(user)


@app.delete("/users/{user_id}")
async def delete(user_id: Id, db: Session):
    await db.delete(await find(db, user_id))
    await db.commit()
    return Response(status_code=204)
