"""What the environment may say."""

import pytest
from pydantic import ValidationError

from app.settings import read_settings

SECRET = "s" * 31


def test_a_short_key_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://amina:secret@nowhere/board")
    monkeypatch.setenv("JWT_SECRET", SECRET)
    with pytest.raises(ValidationError, match="JWT_SECRET") as refusal:
        read_settings()
    assert SECRET not in str(refusal.value)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(ValidationError, match="DATABASE_URL"):
        read_settings()
