"""What comes in, and what goes out."""

from pydantic import BaseModel


class UserIn(BaseModel):
    """What a client says about a user."""


class UserOut(BaseModel):
    """What a client is told about a user."""
