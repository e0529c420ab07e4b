"""What clients send, and what they get back: all models stand here."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, StringConstraints, field_validator

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50)]
Email = Annotated[EmailStr, AfterValidator(str.lower)]
Bio = Annotated[str, StringConstraints(max_length=200)]


class Health(BaseModel):
    """A sign of life."""

    status: str = "ok"


class Greeting(BaseModel):
    """A friendly word."""

    message: str


class UserIn(BaseModel):
    """A whole user, as clients send it: the server gives the id."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    email: Email
    bio: Bio | None = None


class User(UserIn):
    """A user as everyone sees it."""

    id: int


class UserChanges(BaseModel):
    """Some fields of a user; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    email: Email | None = None
    bio: Bio | None = None

    @field_validator("name", "email")
    @classmethod
    def must_stay(cls, value: str | None) -> str:
        """A default is not validated, so only a null that was sent comes here."""
        if value is None:
            raise ValueError("may be left out, but cannot be taken away")
        return value
