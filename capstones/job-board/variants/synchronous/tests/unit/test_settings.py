"""Settings: what is missing or wrong is named, and not shown."""

import pytest

from app.settings import SettingsError, read

GOOD = {"DATABASE_URL": "postgresql://amina:hunter2@localhost/board", "JWT_SECRET": "hunter2" * 5, "OTHER": "1"}


def test_defaults() -> None:
    """Two variables are enough."""
    settings = read(GOOD)
    assert (settings.access_minutes, settings.refresh_days, settings.rate_limit, settings.cache_seconds) == (
        15,
        14,
        None,
        30,
    )
    assert settings.mongo_url is None and settings.redis_url is None
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://amina:hunter2@localhost/board"),
        ("DATABASE_URL", "postgresql://amina:hunter2@localhost:port/board"),
        ("JWT_SECRET", "hunter2"),
        ("MONGO_URL", "mongodb://amina:hunter2@localhost"),
        ("MONGO_URL", "hunter2"),
        ("REDIS_URL", "hunter2"),
        ("ACCESS_MINUTES", "0"),
        ("ACCESS_MINUTES", "1441"),
        ("REFRESH_DAYS", "hunter2"),
        ("RATE_LIMIT", "0"),
        ("CACHE_SECONDS", "-1"),
    ],
)
def test_wrong_settings(name: str, value: str) -> None:
    """The error names the variable, and shows nothing of its value."""
    with pytest.raises(SettingsError) as caught:
        read({**GOOD, name: value})
    assert name in str(caught.value)
    assert "hunter2" not in str(caught.value)
