"""Routes of users."""

from typing import Annotated

from app.crud import post as post_crud
from app.crud import user as crud
from app.dependencies import error, get_db, pagination
from app.schemas.post import PostResponse
from app.schemas.user import UserCreate, UserResponse
from fastapi import APIRouter, Body, Depends, HTTPException, Path, status
from sqlalchemy.orm import Session

router = APIRouter()
EXAMPLES = Body(
    openapi_examples={
        "wrong": {"value": {"email": "chen", "name": ""}},
        "right": {"value": {"email": "chen@example.com", "name": "Chen"}},
    }
)


@router.post(
    "",
    response_model=UserResponse,
    status_code=status.HTTP_201_CREATED,
    response_description="OK: create_user",
    description="create user",
    responses={409: error("Conflict")},
)
def create_user(user: Annotated[UserCreate, EXAMPLES], db: Session = Depends(get_db)):
    """create_user"""
    db_user = crud.create_user(db, user)
    if db_user is None:
        raise HTTPException(status_code=409, detail="Email already registered")
    return db_user


@router.get("", response_model=list[UserResponse], response_description="OK: read_users", description="read users")
def read_users(page: dict = Depends(pagination), db: Session = Depends(get_db)):
    """read_users"""
    return crud.get_users(db, **page)


@router.get(
    "/{user_id}",
    response_model=UserResponse,
    response_description="OK: read_user",
    description="read user",
    responses={404: error("Not found")},
)
def read_user(user_id: int = Path(ge=1, description="ID of the user"), db: Session = Depends(get_db)):
    """read_user"""
    db_user = crud.get_user(db, user_id)
    if not db_user:
        raise HTTPException(status_code=404, detail="User not found")
    return db_user


@router.put(
    "/{user_id}",
    response_model=UserResponse,
    response_description="OK: update_user",
    description="update user",
    responses={404: error("Not found"), 409: error("Conflict")},
)
def update_user(
    user: Annotated[UserCreate, EXAMPLES],
    user_id: int = Path(ge=1, description="ID of the user"),
    db: Session = Depends(get_db),
):
    """update_user"""
    updated = crud.update_user(db, read_user(user_id, db), user)
    if updated is None:
        raise HTTPException(status_code=409, detail="Email already registered")
    return updated


@router.delete(
    "/{user_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    response_description="OK: delete_user",
    description="delete user",
    responses={404: error("Not found")},
)
def delete_user(user_id: int = Path(ge=1, description="ID of the user"), db: Session = Depends(get_db)):
    """delete_user"""
    crud.delete(db, read_user(user_id, db))


@router.get(
    "/{user_id}/posts",
    response_model=list[PostResponse],
    response_description="OK: read_posts_of_user",
    description="read posts of user",
    responses={404: error("Not found")},
)
def read_posts_of_user(
    user_id: int = Path(ge=1, description="ID of the user"),
    page: dict = Depends(pagination),
    db: Session = Depends(get_db),
):
    """read_posts_of_user"""
    read_user(user_id, db)
    return post_crud.get_posts(db, user_id=user_id, **page)[1]
