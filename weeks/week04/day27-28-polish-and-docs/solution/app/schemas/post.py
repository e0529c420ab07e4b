"""Posts, as clients see them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from app.schemas import Id
from app.schemas.user import Owner

Sort = Literal["created_at", "-created_at", "title", "-title"]
_EXAMPLE = {"title": "A walk in the hills", "content": "It rained all day, and nobody minded."}


class PostChange(BaseModel):
    """What can be changed about a post."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_EXAMPLE}]})

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    content: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000)]


class PostIn(PostChange):
    """A new post. Who has written it stays for ever."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_EXAMPLE, "user_id": 1}]})

    user_id: Id


class PostOut(BaseModel):
    """What a client is told about a post."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": 1,
                    **_EXAMPLE,
                    "user_id": 1,
                    "created_at": "2026-03-14T09:26:53.589793Z",
                    "owner": {"id": 1, "name": "Amina"},
                }
            ]
        },
    )

    id: int
    title: str
    content: str
    user_id: int
    created_at: datetime
    owner: Owner
