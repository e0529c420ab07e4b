from app import models
from app.database import Base, engine
from app.routers import comments, posts, users
from fastapi import FastAPI

Base.metadata.create_all(bind=engine)

app = FastAPI(title=f"Blog API with {len(models.__all__)} models")
app.include_router(users.router, prefix="/users")
app.include_router(posts.router, prefix="/posts")
app.include_router(comments.router, prefix="/comments")
