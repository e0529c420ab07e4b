"""Module."""

from datetime import datetime

from app.schemas.user import UserResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator


class CommentUpdate(BaseModel):
    """CommentUpdate"""

    content: str = Field(min_length=1, max_length=1000, examples=["Nice"])

    @field_validator("content")
    @classmethod
    def not_blank(cls, value):
        """not_blank"""
        if value.isspace():
            raise ValueError("must not be blank")
        return value.strip()


class CommentCreate(CommentUpdate):
    """CommentCreate"""

    class Config:
        """Config"""

        json_schema_extra = {"example": {"content": "Nice", "post_id": 1, "user_id": 1}}

    post_id: int = Field(gt=0)
    user_id: int = Field(gt=0)


class CommentResponse(CommentUpdate):
    """CommentResponse"""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "example": {
                "id": 1,
                "content": "Nice",
                "post_id": 1,
                "user_id": 1,
                "created_at": "2026-01-01T00:00:00",
                "owner": {"id": 1, "name": "Chen"},
            }
        },
    )
    id: int
    post_id: int
    user_id: int
    created_at: datetime
    owner: UserResponse
