"""The models: what goes in, and what comes out."""

from typing import Annotated

from pydantic import BaseModel, EmailStr, Field, field_validator


class Person(BaseModel):
    """Somebody with a name and an age."""

    name: str
    age: int


class UserCreate(BaseModel):
    """What is sent to make a user."""

    email: EmailStr
    password: Annotated[str, Field(min_length=8)]
    age: Annotated[int, Field(gt=0)]

    @field_validator("password")
    @classmethod
    def _has_a_digit(cls, password: str) -> str:
        """Refuse a password of nothing but letters and signs."""
        if not any(character.isdigit() for character in password):
            raise ValueError("A password needs a digit.")
        return password


class UserResponse(BaseModel):
    """What is answered about a user: never the password."""

    id: int
    email: str
    age: int
