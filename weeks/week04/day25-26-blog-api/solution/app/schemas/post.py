"""Posts, as clients see them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from app.schemas import Id
from app.schemas.user import Owner

Sort = Literal["created_at", "-created_at", "title", "-title"]


class PostChange(BaseModel):
    """What can be changed about a post."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    content: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000)]


class PostIn(PostChange):
    """A new post. Who has written it stays for ever."""

    user_id: Id


class PostOut(BaseModel):
    """What a client is told about a post."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    content: str
    user_id: int
    created_at: datetime
    owner: Owner
