from app.crud import comment as crud
from app.crud.user import delete
from app.dependencies import get_db, pagination
from app.schemas.comment import CommentCreate, CommentResponse, CommentUpdate
from fastapi import APIRouter, Depends, HTTPException, status
from sqlalchemy.orm import Session

router = APIRouter()


@router.post("", response_model=CommentResponse, status_code=status.HTTP_201_CREATED)
def create_comment(comment: CommentCreate, db: Session = Depends(get_db)):
    db_comment = crud.create_comment(db, comment)
    if db_comment is None:
        raise HTTPException(status_code=409, detail="Post or user does not exist")
    return db_comment


@router.get("", response_model=list[CommentResponse])
def read_comments(page: dict = Depends(pagination), db: Session = Depends(get_db)):
    return crud.get_comments(db, **page)


@router.get("/{comment_id}", response_model=CommentResponse)
def read_comment(comment_id: int, db: Session = Depends(get_db)):
    db_comment = crud.get_comment(db, comment_id)
    if not db_comment:
        raise HTTPException(status_code=404, detail="Comment not found")
    return db_comment


@router.put("/{comment_id}", response_model=CommentResponse)
def update_comment(comment_id: int, comment: CommentUpdate, db: Session = Depends(get_db)):
    return crud.update_comment(db, read_comment(comment_id, db), comment)


@router.delete("/{comment_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_comment(comment_id: int, db: Session = Depends(get_db)):
    delete(db, read_comment(comment_id, db))
