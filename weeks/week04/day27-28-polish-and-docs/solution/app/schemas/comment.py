"""Comments, as clients see them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from app.schemas import Id
from app.schemas.user import Owner

_EXAMPLE = {"content": "I was there, too. It was fine."}


class CommentChange(BaseModel):
    """What can be changed about a comment."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_EXAMPLE}]})

    content: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]


class CommentIn(CommentChange):
    """A new comment. Its post and its writer stay for ever."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_EXAMPLE, "post_id": 1, "user_id": 1}]})

    post_id: Id
    user_id: Id


class CommentOut(BaseModel):
    """What a client is told about a comment."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": 1,
                    **_EXAMPLE,
                    "post_id": 1,
                    "user_id": 1,
                    "created_at": "2026-03-14T09:26:53.589793Z",
                    "owner": {"id": 1, "name": "Amina"},
                }
            ]
        },
    )

    id: int
    content: str
    post_id: int
    user_id: int
    created_at: datetime
    owner: Owner
