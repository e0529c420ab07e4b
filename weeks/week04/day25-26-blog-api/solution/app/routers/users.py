"""What is asked about users."""

from collections.abc import Sequence

from fastapi import APIRouter

from app import crud
from app.crud import post as posts
from app.crud import user as users
from app.dependencies import AskedPage, Db, FoundUser
from app.models import Post, User
from app.schemas.post import PostOut
from app.schemas.user import UserIn, UserOut

router = APIRouter(prefix="/users", tags=["users"])


@router.post("", status_code=201, response_model=UserOut)
def create_user(new: UserIn, db: Db) -> User:
    """Keep a new user."""
    return users.create(db, new)


@router.get("", response_model=list[UserOut])
def list_users(page: AskedPage, db: Db) -> Sequence[User]:
    """Answer with a page of users."""
    return users.listed(db, page)


@router.get("/{user_id}", response_model=UserOut)
def read_user(user: FoundUser) -> User:
    """Answer with one user."""
    return user


@router.put("/{user_id}", response_model=UserOut)
def change_user(user: FoundUser, new: UserIn, db: Db) -> User:
    """Change a user."""
    return users.change(db, user, new)


@router.delete("/{user_id}", status_code=204)
def delete_user(user: FoundUser, db: Db) -> None:
    """Remove a user, and all that the user has written."""
    crud.remove(db, user)


@router.get("/{user_id}/posts", response_model=list[PostOut])
def list_posts_of_user(user: FoundUser, page: AskedPage, db: Db) -> Sequence[Post]:
    """Answer with a page of what the user has posted."""
    return posts.listed(db, page, user_id=user.id)
