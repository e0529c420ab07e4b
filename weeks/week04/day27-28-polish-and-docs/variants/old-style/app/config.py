"""Configuration of the application, as a dictionary."""

import os


def read_settings():
    """Read and check everything."""
    url = os.getenv("DATABASE_URL")
    if not url:
        raise RuntimeError("DATABASE_URL is not set")
    size = os.getenv("PAGE_SIZE", "10")
    if not size.isdecimal() or not 0 < int(size) < 101:
        raise RuntimeError(f"PAGE_SIZE is wrong: {size}")
    return {"DATABASE_URL": url, "APP_TITLE": os.getenv("APP_TITLE", "Blog API"), "PAGE_SIZE": int(size)}


settings = read_settings()
