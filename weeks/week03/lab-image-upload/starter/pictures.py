"""What a file really is: its content tells, and nothing else."""

from typing import BinaryIO

from models import Facts

MAX_BYTES = 1024 * 1024
MAX_PIXELS = 10_000_000


def read_upload(file: BinaryIO) -> bytes:
    """The bytes of an upload; it takes no more than it must to see that there are too many."""
    raise NotImplementedError


def examine(content: bytes) -> Facts:
    """What these bytes say about the picture in them; if there is none that we take, a refusal."""
    raise NotImplementedError


def make_thumbnail(content: bytes) -> bytes:
    """Stretch: the same picture in small."""
    raise NotImplementedError
