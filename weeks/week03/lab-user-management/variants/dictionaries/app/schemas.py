from typing import Annotated, Optional

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, EmailStr, Field, model_validator


def small(value):
    return value.strip().lower() if isinstance(value, str) else value


def tidy(value):
    return value.strip() if isinstance(value, str) else value


class Base(BaseModel, extra="forbid"):
    pass


class UserCreate(Base):
    name: Annotated[str, BeforeValidator(tidy), Field(min_length=1, max_length=50)]
    email: Annotated[EmailStr, BeforeValidator(small)]
    bio: Optional[Annotated[str, Field(max_length=200)]] = None  # noqa: UP045


class UserPatch(UserCreate):
    name: Annotated[str, BeforeValidator(tidy), Field(min_length=1, max_length=50)] | None = None
    email: Annotated[EmailStr, BeforeValidator(small)] | None = None

    @model_validator(mode="after")
    def no_null(self):
        for field in ("name", "email"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise ValueError(f"{field} must not be null")
        return self


class HelloQuery:
    def __init__(self, name: Annotated[str, Query(max_length=50, pattern=r"\S")]):
        self.name = name
