from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field, SecretStr


def with_digit(secret: SecretStr) -> SecretStr:
    if not set("0123456789") & set(secret.get_secret_value()):
        raise ValueError("needs a digit")
    return secret


Age = Annotated[int, Field(strict=True, gt=0, le=150)]
Password = Annotated[SecretStr, Field(min_length=8, max_length=128), AfterValidator(with_digit)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Person(Strict):
    name: str
    age: Age


class UserBase(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, str_to_lower=True)
    email: EmailStr
    age: Age


class UserCreate(UserBase):
    password: Password


class UserResponse(UserBase):
    id: int
