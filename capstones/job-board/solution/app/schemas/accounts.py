"""Users and tokens."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import EmailStr, Field
from pydantic.functional_validators import AfterValidator

from app.rules import Role
from app.schemas.common import Incoming, Name, Outgoing, Storable

Email = Annotated[EmailStr, AfterValidator(str.lower)]
Password = Annotated[str, Field(min_length=8, max_length=128)]


class SignUp(Incoming):
    """A new user. Nobody becomes an admin here."""

    email: Email
    password: Password
    name: Name
    role: Literal["seeker", "company"]


class LogIn(Incoming):
    """Who one says to be, and the proof."""

    email: Annotated[str, Field(max_length=320), AfterValidator(str.lower), Storable]
    password: Annotated[str, Field(max_length=1024)]


class Refresh(Incoming):
    """A refresh token."""

    refresh_token: Annotated[str, Field(max_length=4096)]


class Profile(Incoming):
    """What users may change of themselves."""

    name: Name


class UserOut(Outgoing):
    """A user, as they see themselves."""

    id: int
    email: str
    name: str
    role: Role
    created_at: datetime


class ModeratedUserOut(UserOut):
    """A user, as an admin sees them."""

    is_banned: bool


class TokensOut(Outgoing):
    """What opens the other routes."""

    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: int
