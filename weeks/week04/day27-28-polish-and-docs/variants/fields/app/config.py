"""What the environment says."""

from dataclasses import dataclass, field
from os import environ


@dataclass(frozen=True)
class Settings:
    """Read once. A wrong value ends the program."""

    database_url: str = field(default_factory=lambda: environ["DATABASE_URL"])
    app_title: str = field(default_factory=lambda: environ.get("APP_TITLE", "A blog"))
    page_size: int = field(default_factory=lambda: int(environ.get("PAGE_SIZE", "10")))

    def __post_init__(self) -> None:
        if not 1 <= self.page_size <= 100:
            raise ValueError(f"PAGE_SIZE={self.page_size} is not between 1 and 100")


settings = Settings()
