"""What is asked about posts."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from app import crud
from app.crud import comment as comments
from app.crud import post as posts
from app.dependencies import AskedPage, Db, FoundPost
from app.models import Comment, Post
from app.schemas import LARGEST
from app.schemas.comment import CommentOut
from app.schemas.post import PostChange, PostIn, PostOut, Sort

router = APIRouter(prefix="/posts", tags=["posts"])


@router.post("", status_code=201, response_model=PostOut)
def create_post(new: PostIn, db: Db) -> Post:
    """Keep a new post."""
    return posts.create(db, new)


@router.get("", response_model=list[PostOut])
def list_posts(
    page: AskedPage,
    db: Db,
    response: Response,
    sort: Sort = "created_at",
    user_id: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
    q: str | None = None,
) -> Sequence[Post]:
    """Answer with a page of posts, and say in a header how many there are."""
    response.headers["X-Total-Count"] = str(posts.count(db, user_id, q))
    return posts.listed(db, page, sort, user_id, q)


@router.get("/{post_id}", response_model=PostOut)
def read_post(post: FoundPost) -> Post:
    """Answer with one post."""
    return post


@router.put("/{post_id}", response_model=PostOut)
def change_post(post: FoundPost, new: PostChange, db: Db) -> Post:
    """Change a post."""
    return posts.change(db, post, new)


@router.delete("/{post_id}", status_code=204)
def delete_post(post: FoundPost, db: Db) -> None:
    """Remove a post, and the comments on it."""
    crud.remove(db, post)


@router.get("/{post_id}/comments", response_model=list[CommentOut])
def list_comments_on_post(post: FoundPost, page: AskedPage, db: Db) -> Sequence[Comment]:
    """Answer with a page of the comments on the post."""
    return comments.listed(db, page, post)
