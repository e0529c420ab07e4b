from datetime import datetime

from pydantic import BaseModel

from . import Number, text
from .user import UserOut


class PostUpdate(BaseModel):
    title: text(100)
    content: text(5000)


class PostCreate(PostUpdate):
    user_id: Number


class PostOut(PostCreate):
    id: int
    created_at: datetime
    owner: UserOut
