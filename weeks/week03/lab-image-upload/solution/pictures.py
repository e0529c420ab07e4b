"""What a file really is: its content tells, and nothing else."""

import hashlib
import io
from typing import BinaryIO

from fastapi import HTTPException
from models import Facts
from PIL import Image, UnidentifiedImageError

MAX_BYTES = 1024 * 1024
MAX_PIXELS = 10_000_000
THUMBNAIL = (128, 128)
CONTENT_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


def read_upload(file: BinaryIO) -> bytes:
    """The bytes of an upload; it takes no more than it must to see that there are too many."""
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise HTTPException(413, f"The file has more than {MAX_BYTES} bytes.")
    if not content:
        raise HTTPException(422, "The file is empty.")
    return content


def examine(content: bytes) -> Facts:
    """What these bytes say about the picture in them; if there is none that we take, a refusal."""
    try:
        with Image.open(io.BytesIO(content), formats=list(CONTENT_TYPES)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise HTTPException(413, f"The picture has more than {MAX_PIXELS} pixels.")
            if image.format not in CONTENT_TYPES:
                raise HTTPException(415, f"The format {image.format} is not taken.")
            image.load()
    except Image.DecompressionBombError:
        raise HTTPException(413, f"The picture has more than {MAX_PIXELS} pixels.") from None
    except UnidentifiedImageError:
        raise HTTPException(415, f"The file is none of {', '.join(CONTENT_TYPES)}.") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise HTTPException(422, f"The picture is damaged: {error}.") from None
    return Facts(
        format=image.format,
        width=image.width,
        height=image.height,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def make_thumbnail(content: bytes) -> bytes:
    """The same picture in small, as PNG."""
    with Image.open(io.BytesIO(content)) as image:
        small = image.convert("RGBA")
    small.thumbnail(THUMBNAIL)
    stream = io.BytesIO()
    small.save(stream, "PNG")
    return stream.getvalue()
