"""Main module."""

from app import models
from app.config import settings
from app.database import Base, engine
from app.routers import comments, posts, users
from fastapi import FastAPI

Base.metadata.create_all(bind=engine)

app = FastAPI(
    title=settings["APP_TITLE"],
    version="1.0.0",
    description=f"Blog API with {len(models.__all__)} models",
    openapi_tags=[
        {"name": name.title(), "description": f"Operations with {name}"} for name in ("users", "posts", "comments")
    ],
)
app.include_router(users.router, prefix="/users", tags=["Users"])
app.include_router(posts.router, prefix="/posts", tags=["Posts"])
app.include_router(comments.router, prefix="/comments", tags=["Comments"])
