"""The settings of the program. No other module reads the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pymongo.errors import PyMongoError
from pymongo.uri_parser import parse_uri
from redis import ConnectionPool
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError


class SettingsError(Exception):
    """A setting is missing or wrong. The message names it, and never shows its value."""


@dataclass(frozen=True)
class Settings:
    """What the environment says."""

    database_url: URL = field(repr=False)
    jwt_secret: str = field(repr=False)
    mongo_url: str | None = field(repr=False)
    redis_url: str | None = field(repr=False)
    access_minutes: int
    refresh_days: int
    rate_limit: int | None
    cache_seconds: int


def _number(environment: Mapping[str, str], name: str, default: int | None, lowest: int, highest: int) -> int | None:
    text = environment.get(name, "").strip()
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,9}", text) or not lowest <= int(text) <= highest:
        raise SettingsError(f"{name} must be a whole number from {lowest} to {highest}")
    return int(text)


def _database_url(environment: Mapping[str, str]) -> URL:
    try:
        url = make_url(environment.get("DATABASE_URL", ""))
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in ("postgresql", "postgresql+psycopg"):
        raise SettingsError("DATABASE_URL is missing, or does not look like postgresql://USER:PASSWORD@HOST/DATABASE")
    return url.set(drivername="postgresql+psycopg")


def _mongo_url(environment: Mapping[str, str]) -> str | None:
    text = environment.get("MONGO_URL", "")
    if not text:
        return None
    try:
        is_good = text.startswith("mongodb://") and bool(parse_uri(text)["database"])
    except (PyMongoError, ValueError):
        is_good = False
    if not is_good:
        raise SettingsError("MONGO_URL does not look like mongodb://HOST/DATABASE")
    return text


def _redis_url(environment: Mapping[str, str]) -> str | None:
    text = environment.get("REDIS_URL", "")
    if not text:
        return None
    try:
        ConnectionPool.from_url(text)
    except ValueError:
        raise SettingsError("REDIS_URL does not look like redis://HOST:PORT/0") from None
    return text


def read(environment: Mapping[str, str]) -> Settings:
    """All settings, or a SettingsError for the first one that is wrong."""
    database_url = _database_url(environment)
    secret = environment.get("JWT_SECRET", "")
    if len(secret) < 32:
        raise SettingsError("JWT_SECRET is missing, or has less than 32 characters")
    return Settings(
        database_url=database_url,
        jwt_secret=secret,
        mongo_url=_mongo_url(environment),
        redis_url=_redis_url(environment),
        access_minutes=_number(environment, "ACCESS_MINUTES", 15, 1, 1440) or 15,
        refresh_days=_number(environment, "REFRESH_DAYS", 14, 1, 365) or 14,
        rate_limit=_number(environment, "RATE_LIMIT", None, 1, 999_999_999),
        cache_seconds=_number(environment, "CACHE_SECONDS", 30, 0, 86_400) or 0,
    )


@cache
def get_settings() -> Settings:
    """All settings of this process."""
    return read(os.environ)


@cache
def get_database_url() -> URL:
    """The address of the database alone: migrations and `app.admin` need no other setting."""
    return _database_url(os.environ)
