"""What this program is told by its environment."""

import os

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """One variable a line: its name, its type, its bounds."""

    model_config = ConfigDict(hide_input_in_errors=True)  # an error shows nobody a password

    database_url: str = Field(alias="DATABASE_URL")


settings = Settings.model_validate(dict(os.environ))
