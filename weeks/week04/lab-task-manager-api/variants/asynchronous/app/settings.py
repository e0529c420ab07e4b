import dataclasses
import os


@dataclasses.dataclass(frozen=True)
class Settings:
    database_url: str
    page_size: int


def read() -> Settings:
    size = os.environ.get("PAGE_SIZE", "20")
    if not size.isdecimal() or not 1 <= int(size) <= 100:
        raise SystemExit(f"PAGE_SIZE must be 1 to 100, not {size!r}")
    return Settings(os.environ["DATABASE_URL"], int(size))


settings = read()
