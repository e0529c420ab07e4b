"""Posts over HTTP: the routes, and what they ask the database."""

from collections.abc import Sequence

from dependencies import Db
from fastapi import APIRouter, HTTPException
from models import Post, User
from schemas import PostIn, PostOut, PostWithOwner, UserWithPosts
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload

router = APIRouter()


@router.post("/posts", status_code=201, response_model=PostOut)
def create_post(new: PostIn, db: Db) -> Post:
    """Keep a new post. The foreign key decides whether there is such a user: nobody can come in between."""
    post = Post(**new.model_dump())
    db.add(post)
    try:
        db.commit()
    except IntegrityError:
        db.rollback()
        raise HTTPException(409, f"There is no user {new.user_id}.") from None
    return post


@router.get("/posts", response_model=list[PostWithOwner])
def list_posts(db: Db) -> Sequence[Post]:
    """Answer with all posts, each with its owner."""
    return db.scalars(select(Post).order_by(Post.id).options(joinedload(Post.owner))).all()


@router.get("/users/{user_id}/posts", response_model=UserWithPosts)
def read_posts_of_user(user_id: int, db: Db) -> User:
    """Answer with a user and all their posts."""
    user = db.scalars(select(User).where(User.id == user_id).options(selectinload(User.posts))).one_or_none()
    if user is None:
        raise HTTPException(404, f"There is no user {user_id}.")
    return user
