"""The routes of users: make, list, show, replace, change, remove."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, status

from app.schemas import User, UserChanges, UserIn
from app.store import UserStore

router = APIRouter(prefix="/users", tags=["users"])


def get_store(request: Request) -> UserStore:
    """The users of the application that was asked."""
    store: UserStore = request.app.state.users
    return store


Store = Annotated[UserStore, Depends(get_store)]


def get_user(user_id: int, store: Store) -> User:
    """The user of the path; if there is none, the answer is 404."""
    user = store.find(user_id)
    if user is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, f"There is no user {user_id}.")
    return user


Found = Annotated[User, Depends(get_user)]


def refuse_taken(store: UserStore, email: str, user_id: int | None = None) -> None:
    """Answer 409 if this address belongs to anyone but the user with this id."""
    owner = store.owner_of(email)
    if owner is not None and owner.id != user_id:
        raise HTTPException(status.HTTP_409_CONFLICT, f"The address {email} belongs to another user.")


@router.post("", status_code=status.HTTP_201_CREATED)
def create_user(new: UserIn, store: Store) -> User:
    """Make a user."""
    refuse_taken(store, new.email)
    return store.add(new)


@router.get("")
def list_users(store: Store) -> list[User]:
    """All users."""
    return store.all()


@router.get("/{user_id}")
def show_user(user: Found) -> User:
    """One user."""
    return user


@router.put("/{user_id}")
def replace_user(user: Found, new: UserIn, store: Store) -> User:
    """Put new fields in the place of all."""
    refuse_taken(store, new.email, user.id)
    return store.save(User(id=user.id, **new.model_dump()))


@router.patch("/{user_id}")
def change_user(user: Found, changes: UserChanges, store: Store) -> User:
    """Change the fields that came."""
    changed = user.model_copy(update=changes.model_dump(exclude_unset=True))
    refuse_taken(store, changed.email, user.id)
    return store.save(changed)


@router.delete("/{user_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove_user(user: Found, store: Store) -> None:
    """Remove a user."""
    store.remove(user)
