"""The users: what belongs to one, and the list in which they are kept. This file is complete."""

from itertools import count

from pydantic import BaseModel, EmailStr, Field


class UserIn(BaseModel):
    """What others tell about a user."""

    name: str = Field(min_length=1, max_length=50)
    email: EmailStr
    age: int = Field(gt=0)


class User(UserIn):
    """A user as it is kept."""

    id: int


USERS: list[User] = []
_ids = count(1)


def find_user(user_id: int) -> User | None:
    """The user with this id, or None."""
    for user in USERS:
        if user.id == user_id:
            return user
    return None


def email_is_taken(email: str, but_for: User | None = None) -> bool:
    """Whether a user, other than the one named, has this e-mail."""
    return any(user.email == email for user in USERS if user is not but_for)


def add_user(new: UserIn) -> User:
    """Keep a new user, with an id of its own."""
    user = User(id=next(_ids), name=new.name, email=new.email, age=new.age)
    USERS.append(user)
    return user


def change_user(user: User, new: UserIn) -> User:
    """Put new values in the place of the old ones."""
    user.name, user.email, user.age = new.name, new.email, new.age
    return user


def remove_user(user: User) -> None:
    """Forget a user."""
    USERS.remove(user)
