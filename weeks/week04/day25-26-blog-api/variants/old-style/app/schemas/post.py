from datetime import datetime

from app.schemas.user import UserResponse
from pydantic import BaseModel, ConfigDict, Field, field_validator


class PostUpdate(BaseModel):
    title: str = Field(min_length=1, max_length=100)
    content: str = Field(min_length=1, max_length=5000)

    @field_validator("title", "content")
    @classmethod
    def not_blank(cls, value):
        if value.isspace():
            raise ValueError("must not be blank")
        return value.strip()


class PostCreate(PostUpdate):
    user_id: int = Field(gt=0)


class PostResponse(PostUpdate):
    model_config = ConfigDict(from_attributes=True)
    id: int
    user_id: int
    created_at: datetime
    owner: UserResponse
