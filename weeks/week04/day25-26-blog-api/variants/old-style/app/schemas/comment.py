from datetime import datetime

from app.schemas.user import UserResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator


class CommentUpdate(BaseModel):
    content: str = Field(min_length=1, max_length=1000)

    @field_validator("content")
    @classmethod
    def not_blank(cls, value):
        if value.isspace():
            raise ValueError("must not be blank")
        return value.strip()


class CommentCreate(CommentUpdate):
    post_id: int
    user_id: int


class CommentResponse(CommentUpdate):
    model_config = ConfigDict(from_attributes=True)
    id: int
    post_id: int
    user_id: int
    created_at: datetime
    owner: UserResponse
