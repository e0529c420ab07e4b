"""Posts, as clients see them."""

from datetime import datetime
from typing import Annotated, Literal

from app.schemas import Id
from app.schemas.user import Owner
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Sort = Literal["created_at", "-created_at", "title", "-title"]


class PostChange(BaseModel):
    """What can be changed about a post."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)] = Field(
        examples=["Goran"]
    )
    content: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000)] = Field(
        examples=["Goran"]
    )


class PostIn(PostChange):
    """A new post. Who has written it stays for ever."""

    user_id: Id = Field(examples=[1])


class PostOut(BaseModel):
    """What a client is told about a post."""

    model_config = ConfigDict(from_attributes=True)

    id: int = Field(examples=[1])
    title: str = Field(examples=["Snow"])
    content: str = Field(examples=["Much of it."])
    user_id: int = Field(examples=[1])
    created_at: datetime = Field(examples=["2026-02-03T04:05:06Z"])
    owner: Owner
