"""Users over HTTP: create, read, replace and delete. They live as long as the server runs."""

from fastapi import FastAPI
from models import User, UserChanges, UserIn

app = FastAPI(title="Users")


def find_user(user_id: int) -> User:
    """The user with this id; if there is none, the answer is 404."""
    raise NotImplementedError


def refuse_taken(email: str, owner: int | None = None) -> None:
    """Answer 409 if this address belongs to anyone but its owner."""
    raise NotImplementedError


def create_user(new: UserIn) -> User:
    """Keep a new user under the next id."""
    raise NotImplementedError


def list_users() -> list[User]:
    """Answer with all users, in the order in which they were made."""
    raise NotImplementedError


def read_user(user_id: int) -> User:
    """Answer with one user."""
    raise NotImplementedError


def replace_user(user_id: int, new: UserIn) -> User:
    """Put new fields in the place of all three."""
    raise NotImplementedError


def delete_user(user_id: int) -> None:
    """Remove a user."""
    raise NotImplementedError


def change_user(user_id: int, changes: UserChanges) -> User:
    """Stretch: change only the fields that came."""
    raise NotImplementedError
