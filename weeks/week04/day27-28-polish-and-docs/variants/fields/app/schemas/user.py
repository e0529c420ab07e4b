"""Users, as clients see them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, EmailStr, Field, StringConstraints


class UserIn(BaseModel):
    """What a client says about a user."""

    email: EmailStr = Field(description="Where to write to.", examples=["goran@example.com"])
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)] = Field(
        examples=["Goran"]
    )


class Owner(BaseModel):
    """Who has written something. Readers need no address."""

    model_config = ConfigDict(from_attributes=True)

    id: int = Field(examples=[1])
    name: str = Field(examples=["Goran"])


class UserOut(Owner):
    """What a client is told about a user."""

    email: str = Field(examples=["goran@example.com"])
    created_at: datetime = Field(examples=["2026-02-03T04:05:06Z"])
