"""Pictures over HTTP: upload, show, list and delete. They live as long as the server runs."""

from typing import NamedTuple

from fastapi import FastAPI, Response, UploadFile
from models import Picture


class Kept(NamedTuple):
    """A picture, and the bytes of its file."""

    picture: Picture
    content: bytes


app = FastAPI(title="Pictures")


def find(image_id: int) -> Kept:
    """The picture with this id; if there is none, the answer is 404."""
    raise NotImplementedError


def upload(file: UploadFile, title: str) -> Picture:
    """Look at a file, keep it, and tell what is in it."""
    raise NotImplementedError


def list_pictures() -> list[Picture]:
    """Answer with what is known of all pictures."""
    raise NotImplementedError


def show(image_id: int) -> Response:
    """Answer with the file as it came."""
    raise NotImplementedError


def delete(image_id: int) -> None:
    """Remove a picture."""
    raise NotImplementedError


def show_thumbnail(image_id: int) -> Response:
    """Stretch: answer with the picture in small."""
    raise NotImplementedError
