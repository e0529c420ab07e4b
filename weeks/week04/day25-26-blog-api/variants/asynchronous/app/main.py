import contextlib

from fastapi import FastAPI

from .database import Base, engine
from .routers import comments, posts, users


@contextlib.asynccontextmanager
async def lifespan(_: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


app = FastAPI(title="Blog", lifespan=lifespan)
for module in (users, posts, comments):
    app.include_router(module.router)
