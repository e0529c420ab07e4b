"""Users, as clients see them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, EmailStr, StringConstraints


class UserIn(BaseModel):
    """What a client says about a user."""

    email: EmailStr
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]


class Owner(BaseModel):
    """Who has written something. Readers need no address."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str


class UserOut(Owner):
    """What a client is told about a user."""

    email: str
    created_at: datetime
