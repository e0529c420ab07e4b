"""What is asked about users."""

from collections.abc import Sequence

from fastapi import APIRouter

from app import crud
from app.crud import post as posts
from app.crud import user as users
from app.dependencies import AskedPage, Db, FoundUser
from app.models import Post, User
from app.routers import EMAIL_TAKEN, NOT_FOUND
from app.schemas.post import PostOut
from app.schemas.user import UserIn, UserOut

router = APIRouter(prefix="/users", tags=["users"])


@router.post(
    "", status_code=201, response_model=UserOut, response_description="The new user.", responses={**EMAIL_TAKEN}
)
def create_user(new: UserIn, db: Db) -> User:
    """Keep a new user. The server gives the id, and the moment."""
    return users.create(db, new)


@router.get("", response_model=list[UserOut], response_description="A page of users.")
def list_users(page: AskedPage, db: Db) -> Sequence[User]:
    """Answer with a page of all users, the oldest first."""
    return users.listed(db, page)


@router.get("/{user_id}", response_model=UserOut, response_description="The user.", responses={**NOT_FOUND})
def read_user(user: FoundUser) -> User:
    """Answer with one user."""
    return user


@router.put(
    "/{user_id}",
    response_model=UserOut,
    response_description="The user after the change.",
    responses={**NOT_FOUND, **EMAIL_TAKEN},
)
def change_user(user: FoundUser, new: UserIn, db: Db) -> User:
    """Put a new e-mail and a new name in the place of the old ones. One's own e-mail may stay."""
    return users.change(db, user, new)


@router.delete("/{user_id}", status_code=204, response_description="The user is gone.", responses={**NOT_FOUND})
def delete_user(user: FoundUser, db: Db) -> None:
    """Remove a user, all that the user has written, and all comments on it."""
    crud.remove(db, user)


@router.get(
    "/{user_id}/posts",
    response_model=list[PostOut],
    response_description="A page of the posts of this user.",
    responses={**NOT_FOUND},
)
def list_posts_of_user(user: FoundUser, page: AskedPage, db: Db) -> Sequence[Post]:
    """Answer with a page of what one user has posted, the oldest first."""
    return posts.listed(db, page, user_id=user.id)
