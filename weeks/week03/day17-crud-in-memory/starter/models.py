"""What clients send, and what they get back."""

from pydantic import BaseModel


class UserIn(BaseModel):
    """A user as clients send it: the server gives the id."""

    name: str
    email: str
    age: int


class User(UserIn):
    """A user as everyone sees it."""


class UserChanges(BaseModel):
    """Stretch: some of the fields of a user; what is left out stays as it is."""
