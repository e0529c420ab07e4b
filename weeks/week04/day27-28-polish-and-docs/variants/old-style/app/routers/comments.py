"""Routes of comments."""

from app.crud import comment as crud
from app.crud.user import delete
from app.dependencies import error, get_db, pagination
from app.schemas.comment import CommentCreate, CommentResponse, CommentUpdate
from fastapi import APIRouter, Depends, HTTPException, Path, status
from sqlalchemy.orm import Session

router = APIRouter()


@router.post(
    "",
    response_model=CommentResponse,
    status_code=status.HTTP_201_CREATED,
    response_description="OK: create_comment",
    description="create comment",
    responses={409: error("Conflict")},
)
def create_comment(comment: CommentCreate, db: Session = Depends(get_db)):
    """create_comment"""
    db_comment = crud.create_comment(db, comment)
    if db_comment is None:
        raise HTTPException(status_code=409, detail="Post or user does not exist")
    return db_comment


@router.get(
    "", response_model=list[CommentResponse], response_description="OK: read_comments", description="read comments"
)
def read_comments(page: dict = Depends(pagination), db: Session = Depends(get_db)):
    """read_comments"""
    return crud.get_comments(db, **page)


@router.get(
    "/{comment_id}",
    response_model=CommentResponse,
    response_description="OK: read_comment",
    description="read comment",
    responses={404: error("Not found")},
)
def read_comment(comment_id: int = Path(ge=1, description="ID of the comment"), db: Session = Depends(get_db)):
    """read_comment"""
    db_comment = crud.get_comment(db, comment_id)
    if not db_comment:
        raise HTTPException(status_code=404, detail="Comment not found")
    return db_comment


@router.put(
    "/{comment_id}",
    response_model=CommentResponse,
    response_description="OK: update_comment",
    description="update comment",
    responses={404: error("Not found")},
)
def update_comment(
    comment: CommentUpdate, comment_id: int = Path(ge=1, description="ID of the comment"), db: Session = Depends(get_db)
):
    """update_comment"""
    return crud.update_comment(db, read_comment(comment_id, db), comment)


@router.delete(
    "/{comment_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    response_description="OK: delete_comment",
    description="delete comment",
    responses={404: error("Not found")},
)
def delete_comment(comment_id: int = Path(ge=1, description="ID of the comment"), db: Session = Depends(get_db)):
    """delete_comment"""
    delete(db, read_comment(comment_id, db))
