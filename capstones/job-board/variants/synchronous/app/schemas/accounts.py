"""Accounts, tokens and notices."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.schemas.common import Body, Clean, Email, Name, View

Role = Literal["seeker", "company", "admin"]


class SignUp(Body):
    """Who wants an account."""

    email: Email
    password: Annotated[str, StringConstraints(min_length=8, max_length=128), Clean] = Field(repr=False)
    name: Name
    role: Literal["seeker", "company"]


class LogIn(Body):
    """Who wants to come in. A password that nobody can have is a wrong one, not a wrong field."""

    email: Email
    password: Annotated[str, Clean] = Field(repr=False)


class RefreshIn(Body):
    """A refresh token."""

    refresh_token: str = Field(repr=False)


class ProfileChange(Body):
    """What users change about themselves."""

    name: Name


class UserOut(View):
    """A user, as they see themselves."""

    id: int
    email: str
    name: str
    role: Role
    created_at: datetime


class ModeratedUser(UserOut):
    """A user, as admins see them."""

    is_banned: bool


class Tokens(View):
    """Two tokens."""

    access_token: str
    refresh_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: int


class NoticeOut(View):
    """Something that a user should know."""

    id: int
    text: str
    created_at: datetime
