"""Comments, as clients see them."""

from datetime import datetime
from typing import Annotated

from app.schemas import Id
from app.schemas.user import Owner
from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class CommentChange(BaseModel):
    """What can be changed about a comment."""

    content: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)] = Field(
        examples=["Goran"]
    )


class CommentIn(CommentChange):
    """A new comment. Its post and its writer stay for ever."""

    post_id: Id = Field(examples=[1])
    user_id: Id = Field(examples=[1])


class CommentOut(BaseModel):
    """What a client is told about a comment."""

    model_config = ConfigDict(from_attributes=True)

    id: int = Field(examples=[1])
    content: str = Field(examples=["Much of it."])
    post_id: int = Field(examples=[1])
    user_id: int = Field(examples=[1])
    created_at: datetime = Field(examples=["2026-02-03T04:05:06Z"])
    owner: Owner
