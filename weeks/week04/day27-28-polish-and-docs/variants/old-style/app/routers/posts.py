"""Routes of posts."""

from app.crud import comment as comment_crud
from app.crud import post as crud
from app.crud.user import delete
from app.dependencies import MAX_INT, error, get_db, pagination
from app.schemas.comment import CommentResponse
from app.schemas.post import PostCreate, PostResponse, PostUpdate
from fastapi import APIRouter, Depends, HTTPException, Path, Query, Response, status
from sqlalchemy.orm import Session

router = APIRouter()


@router.post(
    "",
    response_model=PostResponse,
    status_code=status.HTTP_201_CREATED,
    response_description="OK: create_post",
    description="create post",
    responses={409: error("Conflict")},
)
def create_post(post: PostCreate, db: Session = Depends(get_db)):
    """create_post"""
    db_post = crud.create_post(db, post)
    if db_post is None:
        raise HTTPException(status_code=409, detail="User does not exist")
    return db_post


@router.get("", response_model=list[PostResponse], response_description="OK: read_posts", description="read posts")
def read_posts(
    response: Response,
    page: dict = Depends(pagination),
    sort: str = Query("created_at", pattern="^-?(created_at|title)$", description="Sort order"),
    user_id: int | None = Query(None, ge=1, le=MAX_INT, description="Author"),
    q: str | None = Query(None, description="Search text"),
    db: Session = Depends(get_db),
):
    """read_posts"""
    total, posts = crud.get_posts(db, sort=sort, user_id=user_id, q=q, **page)
    response.headers["X-Total-Count"] = str(total)
    return posts


@router.get(
    "/{post_id}",
    response_model=PostResponse,
    response_description="OK: read_post",
    description="read post",
    responses={404: error("Not found")},
)
def read_post(post_id: int = Path(ge=1, description="ID of the post"), db: Session = Depends(get_db)):
    """read_post"""
    db_post = crud.get_post(db, post_id)
    if not db_post:
        raise HTTPException(status_code=404, detail="Post not found")
    return db_post


@router.put(
    "/{post_id}",
    response_model=PostResponse,
    response_description="OK: update_post",
    description="update post",
    responses={404: error("Not found")},
)
def update_post(
    post: PostUpdate, post_id: int = Path(ge=1, description="ID of the post"), db: Session = Depends(get_db)
):
    """update_post"""
    return crud.update_post(db, read_post(post_id, db), post)


@router.delete(
    "/{post_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    response_description="OK: delete_post",
    description="delete post",
    responses={404: error("Not found")},
)
def delete_post(post_id: int = Path(ge=1, description="ID of the post"), db: Session = Depends(get_db)):
    """delete_post"""
    delete(db, read_post(post_id, db))


@router.get(
    "/{post_id}/comments",
    response_model=list[CommentResponse],
    response_description="OK: read_comments_of_post",
    description="read comments of post",
    responses={404: error("Not found")},
)
def read_comments_of_post(
    post_id: int = Path(ge=1, description="ID of the post"),
    page: dict = Depends(pagination),
    db: Session = Depends(get_db),
):
    """read_comments_of_post"""
    read_post(post_id, db)
    return comment_crud.get_comments(db, post_id=post_id, **page)
