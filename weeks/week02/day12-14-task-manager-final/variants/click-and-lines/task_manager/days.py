"""Nothing but today, so that it can be another day in a test."""

from datetime import date


def today() -> date:
    """Return the day."""
    return date.today()
