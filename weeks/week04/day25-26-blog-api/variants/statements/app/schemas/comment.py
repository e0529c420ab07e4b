from app.schemas import Id
from pydantic import BaseModel, Field


class Words(BaseModel):
    content: str = Field(max_length=1000, pattern=r"\S")


class Comment(Words):
    post_id: Id
    user_id: Id
