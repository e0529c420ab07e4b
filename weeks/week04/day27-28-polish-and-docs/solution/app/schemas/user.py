"""Users, as clients see them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, EmailStr, StringConstraints


class UserIn(BaseModel):
    """What a client says about a user."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "amina@example.com", "name": "Amina"}]})

    email: EmailStr
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]


class Owner(BaseModel):
    """Who has written something. Readers need no address."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [{"id": 1, "name": "Amina"}]})

    id: int
    name: str


class UserOut(Owner):
    """What a client is told about a user."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"id": 1, "name": "Amina", "email": "amina@example.com", "created_at": "2026-03-14T09:26:53.589793Z"}
            ]
        }
    )

    email: str
    created_at: datetime
