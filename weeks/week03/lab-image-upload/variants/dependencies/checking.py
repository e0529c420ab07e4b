import io
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form, UploadFile
from PIL import Image, ImageOps
from pydantic import BaseModel, Field

SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"RIFF": "WEBP"}


class Refused(Exception):
    def __init__(self, status: int, reason: str) -> None:
        self.status, self.reason = status, reason


class Upload(BaseModel):
    title: str = Field(max_length=80, pattern=r"\S")
    file: UploadFile


@dataclass
class Checked:
    title: str
    content: bytes
    facts: dict
    small: bytes


async def checked(form: Annotated[Upload, Form(media_type="multipart/form-data")]) -> Checked:
    if not form.file.size:
        raise Refused(422, "There is nothing in this file.")
    if form.file.size > 1024 * 1024:
        raise Refused(413, "The file is too large.")
    content = await form.file.read()
    kind = next((name for start, name in SIGNATURES.items() if content.startswith(start)), None)
    if kind is None:
        raise Refused(415, "This is no picture.")
    try:
        picture = Image.open(io.BytesIO(content))
        if picture.width * picture.height > 10_000_000:
            raise Refused(413, "The picture is too large.")
        small = ImageOps.contain(picture, (128, 128)) if max(picture.size) > 128 else picture.copy()
    except Image.DecompressionBombError:
        raise Refused(413, "The picture is far too large.") from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Refused(422, "The picture is damaged.") from None
    stream = io.BytesIO()
    small.convert("RGB").save(stream, "GIF")
    return Checked(
        form.title, content, {"format": kind, "width": picture.width, "height": picture.height}, stream.getvalue()
    )
