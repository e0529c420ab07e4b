import re

from pydantic import BaseModel, Field, field_validator


class Person(BaseModel):
    name: str = Field(..., min_length=1)
    age: int = Field(..., ge=0)


class UserCreate(BaseModel):
    email: str = Field(pattern=r"^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}$")
    password: str
    age: int

    @field_validator("password")
    def check_password(cls, value):  # noqa: N805
        if len(value) < 8:
            raise ValueError("too short")
        if not re.search(r"\d", value):
            raise ValueError("no digit")
        return value

    @field_validator("age", mode="after")
    @classmethod
    def check_age(cls, value):
        assert value > 0, "age must be positive"
        return value


class UserResponse(BaseModel):
    id: str
    email: str
    age: int
