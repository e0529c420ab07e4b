"""What comes in, and what goes out."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, EmailStr, StringConstraints


class UserIn(BaseModel):
    """What a client says about a user."""

    email: EmailStr
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]


class UserOut(BaseModel):
    """What a client is told about a user."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    email: str
    name: str
    created_at: datetime


class PostIn(BaseModel):
    """What a client says about a post."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    content: Annotated[str, StringConstraints(min_length=1, max_length=5000)]
    user_id: int


class PostOut(BaseModel):
    """What a client is told about a post."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    content: str
    user_id: int
    created_at: datetime


class UserWithPosts(UserOut):
    """A user, and all their posts."""

    posts: list[PostOut]


class PostWithOwner(PostOut):
    """A post, and the user who wrote it."""

    owner: UserOut
