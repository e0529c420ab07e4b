"""What clients send, and what they get back."""

from typing import Annotated

from pydantic import BaseModel, EmailStr, PositiveInt, StringConstraints

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]


class UserIn(BaseModel):
    """A user as clients send it: the server gives the id."""

    name: Name
    email: EmailStr
    age: PositiveInt


class User(UserIn):
    """A user as everyone sees it."""

    id: int


class UserChanges(BaseModel):
    """Stretch: some of the fields of a user; what is left out stays as it is."""

    name: Name | None = None
    email: EmailStr | None = None
    age: PositiveInt | None = None
