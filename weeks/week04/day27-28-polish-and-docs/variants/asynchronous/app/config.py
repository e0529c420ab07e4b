"""Settings."""

import os


class Config:
    """Constants from the environment."""

    URL = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://", 1)
    TITLE = os.environ.get("APP_TITLE") or "Blog"
    PAGE = int(os.environ.get("PAGE_SIZE", 10))


if not 1 <= Config.PAGE <= 100:
    raise SystemExit("PAGE_SIZE must be 1 to 100")
