"""The settings: what differs from one computer to the next comes from the environment."""

import os

from pydantic import BaseModel, Field


class Settings(BaseModel):
    """All settings. In the environment they have the same names, in capitals. One without a value has to be given."""

    database_url: str = Field(min_length=1)
    app_title: str = "Blog"
    page_size: int = Field(default=10, ge=1, le=100)


settings = Settings.model_validate(
    {name: os.environ[name.upper()] for name in Settings.model_fields if name.upper() in os.environ}
)
