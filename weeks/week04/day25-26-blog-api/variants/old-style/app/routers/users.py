from app.crud import post as post_crud
from app.crud import user as crud
from app.dependencies import get_db, pagination
from app.schemas.post import PostResponse
from app.schemas.user import UserCreate, UserResponse
from fastapi import APIRouter, Depends, HTTPException, status
from sqlalchemy.orm import Session

router = APIRouter()


@router.post("", response_model=UserResponse, status_code=status.HTTP_201_CREATED)
def create_user(user: UserCreate, db: Session = Depends(get_db)):
    db_user = crud.create_user(db, user)
    if db_user is None:
        raise HTTPException(status_code=409, detail="Email already registered")
    return db_user


@router.get("", response_model=list[UserResponse])
def read_users(page: dict = Depends(pagination), db: Session = Depends(get_db)):
    return crud.get_users(db, **page)


@router.get("/{user_id}", response_model=UserResponse)
def read_user(user_id: int, db: Session = Depends(get_db)):
    db_user = crud.get_user(db, user_id)
    if not db_user:
        raise HTTPException(status_code=404, detail="User not found")
    return db_user


@router.put("/{user_id}", response_model=UserResponse)
def update_user(user_id: int, user: UserCreate, db: Session = Depends(get_db)):
    updated = crud.update_user(db, read_user(user_id, db), user)
    if updated is None:
        raise HTTPException(status_code=409, detail="Email already registered")
    return updated


@router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_user(user_id: int, db: Session = Depends(get_db)):
    crud.delete(db, read_user(user_id, db))


@router.get("/{user_id}/posts", response_model=list[PostResponse])
def read_posts_of_user(user_id: int, page: dict = Depends(pagination), db: Session = Depends(get_db)):
    read_user(user_id, db)
    return post_crud.get_posts(db, user_id=user_id, **page)[1]
