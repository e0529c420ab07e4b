"""What this program is told by its environment. No other file reads it."""

import os

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """One variable a line: its name, its type, its bounds."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)  # an error shows nobody a password

    database_url: str = Field(alias="DATABASE_URL", min_length=1)
    jwt_secret: str = Field(alias="JWT_SECRET", min_length=32, repr=False)
    mongo_url: str | None = Field(None, alias="MONGO_URL")
    redis_url: str | None = Field(None, alias="REDIS_URL")
    access_minutes: int = Field(15, alias="ACCESS_MINUTES", ge=1, le=24 * 60)
    refresh_days: int = Field(14, alias="REFRESH_DAYS", ge=1, le=365)
    rate_limit: int | None = Field(None, alias="RATE_LIMIT", ge=1)
    cache_seconds: int = Field(30, alias="CACHE_SECONDS", ge=1)


def read_settings() -> Settings:
    """The settings, or an error that names the variable."""
    return Settings.model_validate(dict(os.environ))
