from datetime import datetime

from pydantic import BaseModel

from . import Number, text
from .user import UserOut


class CommentUpdate(BaseModel):
    content: text(1000)


class CommentCreate(CommentUpdate):
    post_id: Number
    user_id: Number


class CommentOut(CommentCreate):
    id: int
    created_at: datetime
    owner: UserOut
