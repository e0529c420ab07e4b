"""What this program is told by its environment."""

import os

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """One variable a line: its name, its type, its bounds."""

    model_config = ConfigDict(hide_input_in_errors=True)  # an error shows nobody a password

    database_url: str = Field(alias="DATABASE_URL")
    page_size: int = Field(20, alias="PAGE_SIZE", ge=1, le=100)


settings = Settings.model_validate(dict(os.environ))
