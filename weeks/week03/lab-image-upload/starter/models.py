"""What clients are told about pictures."""

from pydantic import BaseModel


class Facts(BaseModel):
    """What the content of a file says about itself."""


class Picture(Facts):
    """A picture as everyone sees it."""
