"""The settings of the program. Nothing else reads the environment."""

import os
from functools import lru_cache
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError


def _with_scheme(*schemes: str) -> AfterValidator:
    def check(url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in schemes or not parts.netloc + parts.query:
            raise ValueError(f"is no address that begins with {schemes[0]}://")
        return url

    return AfterValidator(check)


def _with_database(url: str) -> str:
    if not urlsplit(url).path.strip("/"):
        raise ValueError("needs the name of a database at its end")
    return url


class Settings(BaseModel):
    """What the environment says, checked."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    database_url: Annotated[str, _with_scheme("postgresql")] = Field(repr=False)
    jwt_secret: str = Field(min_length=32, repr=False)
    mongo_url: Annotated[str, _with_scheme("mongodb"), AfterValidator(_with_database)] | None = Field(None, repr=False)
    redis_url: Annotated[str, _with_scheme("redis", "rediss")] | None = Field(None, repr=False)
    access_minutes: int = Field(15, ge=1, le=1440)
    refresh_days: int = Field(14, ge=1, le=365)
    rate_limit: int | None = Field(None, ge=1)
    cache_seconds: int = Field(30, ge=0, le=86_400)

    @classmethod
    def from_environment(cls) -> Self:
        """Read the variables; an empty one counts as missing."""
        values = {name: os.environ[name.upper()] for name in cls.model_fields if os.environ.get(name.upper())}
        return cls.model_validate(values)


@lru_cache
def get_settings() -> Settings:
    """The settings, or the end of the program with the names of what is wrong, and no values."""
    try:
        return Settings.from_environment()
    except ValidationError as error:
        problems = [f"{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors()]
    raise SystemExit("The settings are not complete.\n" + "\n".join(problems))
