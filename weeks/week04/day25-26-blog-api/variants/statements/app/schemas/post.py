from app.schemas import Id
from pydantic import BaseModel, Field


class Text(BaseModel):
    title: str = Field(max_length=100, pattern=r"\S")
    content: str = Field(max_length=5000, pattern=r"\S")


class Post(Text):
    user_id: Id
