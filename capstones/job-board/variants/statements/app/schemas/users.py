"""Users and tokens."""

from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field

from app.schemas.common import Email, In, Name, Out, without_zero


class OpenRole(StrEnum):
    """What one can sign up as."""

    SEEKER = "seeker"
    COMPANY = "company"


class Role(StrEnum):
    """What a user can be."""

    SEEKER = "seeker"
    COMPANY = "company"
    ADMIN = "admin"


class SignUp(In):
    """A new account."""

    email: Email
    password: Annotated[str, Field(min_length=8, max_length=128), AfterValidator(without_zero)]
    name: Name
    role: OpenRole


class LogIn(In):
    """Who wants to come in."""

    email: Email
    password: str


class RefreshToken(In):
    """A refresh token."""

    refresh_token: str


class Profile(In):
    """What a user can change."""

    name: Name


class TokensOut(Out):
    """What a log-in is answered with."""

    access_token: str
    refresh_token: str
    token_type: str = "bearer"
    expires_in: int


class UserOut(Out):
    """A user, as the user sees it."""

    id: int
    email: str
    name: str
    role: Role
    created_at: AwareDatetime


class UserForAdmins(UserOut):
    """A user, as admins see it."""

    is_banned: bool
