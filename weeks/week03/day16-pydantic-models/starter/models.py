"""The models: what goes in, and what comes out."""

from pydantic import BaseModel


class Person(BaseModel):
    """Somebody with a name and an age."""

    # Two fields.


class UserCreate(BaseModel):
    """What is sent to make a user."""

    # Three fields, each with its rule.


class UserResponse(BaseModel):
    """What is answered about a user: never the password."""

    # Three fields.
