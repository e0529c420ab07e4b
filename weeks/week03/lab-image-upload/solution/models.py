"""What clients are told about pictures."""

from pydantic import BaseModel


class Facts(BaseModel):
    """What the content of a file says about itself."""

    format: str
    width: int
    height: int
    size: int
    sha256: str


class Picture(Facts):
    """A picture as everyone sees it."""

    id: int
    title: str
