"""Users."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, EmailStr, Field

from . import text


class UserIn(BaseModel):
    """Userin, as the README says."""

    email: Annotated[EmailStr, Field(examples=["dora@example.com"])]
    name: text(50)


class UserOut(UserIn):
    """Userout, as the README says."""

    id: int = Field(examples=[1])
    created_at: datetime = Field(examples=["2026-01-31T12:00:00Z"])
