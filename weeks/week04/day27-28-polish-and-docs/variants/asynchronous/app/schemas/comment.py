"""Comments."""

from datetime import datetime

from pydantic import BaseModel, Field

from . import Number, text
from .user import UserOut


class CommentUpdate(BaseModel):
    """Commentupdate, as the README says."""

    content: text(1000)


class CommentCreate(CommentUpdate):
    """Commentcreate, as the README says."""

    post_id: Number
    user_id: Number


class CommentOut(CommentCreate):
    """Commentout, as the README says."""

    id: int = Field(examples=[1])
    created_at: datetime = Field(examples=["2026-01-31T12:00:00Z"])
    owner: UserOut
