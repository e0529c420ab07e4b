"""Posts."""

from datetime import datetime

from pydantic import BaseModel, Field

from . import Number, text
from .user import UserOut


class PostUpdate(BaseModel):
    """Postupdate, as the README says."""

    title: text(100)
    content: text(5000)


class PostCreate(PostUpdate):
    """Postcreate, as the README says."""

    user_id: Number


class PostOut(PostCreate):
    """Postout, as the README says."""

    id: int = Field(examples=[1])
    created_at: datetime = Field(examples=["2026-01-31T12:00:00Z"])
    owner: UserOut
