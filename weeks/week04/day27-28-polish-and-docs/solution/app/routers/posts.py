"""What is asked about posts."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Response

from app import crud
from app.crud import comment as comments
from app.crud import post as posts
from app.dependencies import AskedPage, Db, FoundPost
from app.models import Comment, Post
from app.routers import NOT_FOUND, NOT_THERE
from app.schemas import LARGEST
from app.schemas.comment import CommentOut
from app.schemas.post import PostChange, PostIn, PostOut, Sort

router = APIRouter(prefix="/posts", tags=["posts"])


@router.post("", status_code=201, response_model=PostOut, response_description="The new post.", responses={**NOT_THERE})
def create_post(new: PostIn, db: Db) -> Post:
    """Keep a new post. Its writer is a user who is there."""
    return posts.create(db, new)


@router.get("", response_model=list[PostOut], response_description="A page of posts. X-Total-Count counts all pages.")
def list_posts(
    page: AskedPage,
    db: Db,
    response: Response,
    sort: Annotated[Sort, Query(description="What to sort by. With a minus, downwards.")] = "created_at",
    user_id: Annotated[int | None, Query(ge=1, le=LARGEST, description="Only posts of this user.")] = None,
    q: Annotated[str | None, Query(description="Only posts with this text in title or content.")] = None,
) -> Sequence[Post]:
    """Answer with a page of posts: filtered first, then sorted."""
    response.headers["X-Total-Count"] = str(posts.count(db, user_id, q))
    return posts.listed(db, page, sort, user_id, q)


@router.get("/{post_id}", response_model=PostOut, response_description="The post.", responses={**NOT_FOUND})
def read_post(post: FoundPost) -> Post:
    """Answer with one post, and who has written it."""
    return post


@router.put(
    "/{post_id}", response_model=PostOut, response_description="The post after the change.", responses={**NOT_FOUND}
)
def change_post(post: FoundPost, new: PostChange, db: Db) -> Post:
    """Put a new title and a new content in the place of the old ones. The writer stays."""
    return posts.change(db, post, new)


@router.delete("/{post_id}", status_code=204, response_description="The post is gone.", responses={**NOT_FOUND})
def delete_post(post: FoundPost, db: Db) -> None:
    """Remove a post, and the comments on it."""
    crud.remove(db, post)


@router.get(
    "/{post_id}/comments",
    response_model=list[CommentOut],
    response_description="A page of the comments on this post.",
    responses={**NOT_FOUND},
)
def list_comments_on_post(post: FoundPost, page: AskedPage, db: Db) -> Sequence[Comment]:
    """Answer with a page of the comments on one post, the oldest first."""
    return comments.listed(db, page, post)
