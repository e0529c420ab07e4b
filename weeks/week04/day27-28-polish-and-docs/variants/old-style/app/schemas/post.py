"""Module."""

from datetime import datetime

from app.schemas.user import UserResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator


class PostUpdate(BaseModel):
    """PostUpdate"""

    class Config:
        """Config"""

        json_schema_extra = {"example": {"title": "T", "content": "C"}}

    title: str = Field(min_length=1, max_length=100)
    content: str = Field(min_length=1, max_length=5000)

    @field_validator("title", "content")
    @classmethod
    def not_blank(cls, value):
        """not_blank"""
        if value.isspace():
            raise ValueError("must not be blank")
        return value.strip()


class PostCreate(PostUpdate):
    """PostCreate"""

    class Config:
        """Config"""

        json_schema_extra = {"example": {"title": "T", "content": "C", "user_id": 1}}

    user_id: int = Field(gt=0)


class PostResponse(PostUpdate):
    """PostResponse"""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "example": {
                "id": 1,
                "title": "T",
                "content": "Nice",
                "user_id": 1,
                "created_at": "2026-01-01T00:00:00",
                "owner": {"id": 1, "name": "Chen"},
            }
        },
    )
    id: int
    user_id: int
    created_at: datetime
    owner: UserResponse
