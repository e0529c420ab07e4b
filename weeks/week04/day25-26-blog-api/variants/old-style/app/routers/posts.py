from app.crud import comment as comment_crud
from app.crud import post as crud
from app.crud.user import delete
from app.dependencies import MAX_INT, get_db, pagination
from app.schemas.comment import CommentResponse
from app.schemas.post import PostCreate, PostResponse, PostUpdate
from fastapi import APIRouter, Depends, HTTPException, Query, Response, status
from sqlalchemy.orm import Session

router = APIRouter()


@router.post("", response_model=PostResponse, status_code=status.HTTP_201_CREATED)
def create_post(post: PostCreate, db: Session = Depends(get_db)):
    db_post = crud.create_post(db, post)
    if db_post is None:
        raise HTTPException(status_code=409, detail="User does not exist")
    return db_post


@router.get("", response_model=list[PostResponse])
def read_posts(
    response: Response,
    page: dict = Depends(pagination),
    sort: str = Query("created_at", pattern="^-?(created_at|title)$"),
    user_id: int | None = Query(None, le=MAX_INT),
    q: str | None = None,
    db: Session = Depends(get_db),
):
    total, posts = crud.get_posts(db, sort=sort, user_id=user_id, q=q, **page)
    response.headers["X-Total-Count"] = str(total)
    return posts


@router.get("/{post_id}", response_model=PostResponse)
def read_post(post_id: int, db: Session = Depends(get_db)):
    db_post = crud.get_post(db, post_id)
    if not db_post:
        raise HTTPException(status_code=404, detail="Post not found")
    return db_post


@router.put("/{post_id}", response_model=PostResponse)
def update_post(post_id: int, post: PostUpdate, db: Session = Depends(get_db)):
    return crud.update_post(db, read_post(post_id, db), post)


@router.delete("/{post_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_post(post_id: int, db: Session = Depends(get_db)):
    delete(db, read_post(post_id, db))


@router.get("/{post_id}/comments", response_model=list[CommentResponse])
def read_comments_of_post(post_id: int, page: dict = Depends(pagination), db: Session = Depends(get_db)):
    read_post(post_id, db)
    return comment_crud.get_comments(db, post_id=post_id, **page)
