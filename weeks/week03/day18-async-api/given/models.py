"""What comes in and what goes out."""

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


class Todo(BaseModel):
    """The part of a todo that matters here. Pydantic leaves out all other fields."""

    title: str
