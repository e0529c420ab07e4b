from typing import Annotated

from pydantic import BaseModel, ConfigDict, EmailStr, Field, field_validator

Name = Annotated[str, Field(min_length=1, max_length=50)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Hello(Strict):
    name: Name


class Fields(Strict):
    name: Name
    email: EmailStr
    bio: str | None = Field(None, max_length=200)

    @field_validator("email", check_fields=False)
    @classmethod
    def lower(cls, value):
        return value.lower()


class Some(Fields):
    name: Name = None
    email: EmailStr = None


class Shown(Fields):
    id: int
