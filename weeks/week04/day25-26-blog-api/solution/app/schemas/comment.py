"""Comments, as clients see them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from app.schemas import Id
from app.schemas.user import Owner


class CommentChange(BaseModel):
    """What can be changed about a comment."""

    content: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]


class CommentIn(CommentChange):
    """A new comment. Its post and its writer stay for ever."""

    post_id: Id
    user_id: Id


class CommentOut(BaseModel):
    """What a client is told about a comment."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    content: str
    post_id: int
    user_id: int
    created_at: datetime
    owner: Owner
