"""Pictures of random size and content, and how they are sent and asked for."""

import functools
import hashlib
import io
import struct
import zlib
from typing import NamedTuple

import pytest
from PIL import Image

from grader.toolbox import Mismatch

KINDS = {"PNG": ("png", "image/png"), "JPEG": ("jpg", "image/jpeg")}
KINDS |= {"GIF": ("gif", "image/gif"), "WEBP": ("webp", "image/webp")}
MEBIBYTE = 1024 * 1024


class Picture(NamedTuple):
    """A picture, the name and the type under which it is sent, and what is true of it."""

    name: str
    content: bytes
    kind: str
    format: str
    width: int
    height: int

    @property
    def as_file(self):
        return {"file": (self.name, self.content, self.kind)}

    @property
    def facts(self):
        return {"format": self.format, "width": self.width, "height": self.height}

    @property
    def of_bytes(self):
        return {"size": len(self.content), "sha256": hashlib.sha256(self.content).hexdigest()}


@pytest.fixture
def api(subject):
    return subject.app("main:app")


@pytest.fixture
def draw(rng):
    """Makes a picture of random pixels, called 40x30.png if it is 40 wide and 30 high."""

    def draw(fmt="PNG", size=None, mode="RGB"):
        width, height = size or rng.sample(range(20, 90), 2)
        noise = Image.frombytes("RGB", (width, height), rng.randbytes(3 * width * height))
        stream = io.BytesIO()
        noise.convert("L" if fmt == "GIF" else mode).save(stream, fmt, compress_level=0)
        ending, kind = KINDS.get(fmt, (fmt.lower(), f"image/{fmt.lower()}"))
        return Picture(f"{width}x{height}.{ending}", stream.getvalue(), kind, fmt, width, height)

    return draw


@pytest.fixture
def blank():
    """Makes a black PNG of any size, with one bit for each pixel: few bytes, many pixels."""

    def blank(width, height):
        return Picture(f"black-{width}x{height}.png", _black(width, height), "image/png", "PNG", width, height)

    return blank


@functools.cache
def _black(width, height):
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", _zeros(((width + 7) // 8 + 1) * height)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _zeros(count):
    """Zeros, compressed: one by one at first, then 258 at a time. By hand, as each zlib makes other bytes of them."""
    runs, rest = divmod(count - 1, 258)
    bits = "110" + "00110000" * (1 + rest) + "1100010100000" * runs + "0000000"
    stream = int(bits[::-1], 2).to_bytes((len(bits) + 7) // 8, "little")
    return b"\x78\x01" + stream + struct.pack(">I", zlib.adler32(bytes(count)))


@pytest.fixture
def pad():
    """Makes a PNG as large as wished: a chunk that no reader knows is put before its end."""

    def pad(picture, size):
        before, end = picture.content[:-12], picture.content[-12:]
        filling = _chunk(b"paDd", bytes(size - len(picture.content) - 12))
        return picture._replace(name=f"{size}-bytes.png", content=before + filling + end)

    return pad


def _chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@pytest.fixture
def upload(api):
    """Sends a picture and returns the answer."""

    def upload(picture, title="Tea"):
        return api.post("/images", files=picture.as_file, data={"title": title})

    return upload


@pytest.fixture
def take(upload):
    """Sends a picture, which has to be taken, and returns its metadata."""

    def take(picture, title="Tea"):
        answer = upload(picture, title)
        assert answer.status_code == 201
        came = answer.json()
        if not isinstance(came, dict) or type(came.get("id")) not in (int, str) or came.get("title") != title:
            raise Mismatch(
                "The answer does not have the id and the title of a picture.",
                expected={"id": 1, "title": title},
                actual=answer.text,
                help="The server gives the id, a number or a text. The title is the one from the form.",
            )
        return came

    return take


@pytest.fixture
def same_bytes(api):
    """GET of a picture brings back the bytes that were sent."""

    def same_bytes(came, picture):
        answer = api.get(f"/images/{came['id']}")
        assert answer.status_code == 200
        if answer.content != picture.content:
            raise Mismatch(
                "These are not the bytes that were sent.",
                expected=f"the {len(picture.content):,} bytes of {picture.name}",
                actual=f"{len(answer.content):,} other bytes",
                help="Keep the bytes as they came, and answer with them.",
            )
        return answer

    return same_bytes


@pytest.fixture
def refusals(draw, blank, pad, rng):
    """Pictures that are all refused, each for another reason."""
    good = draw()
    return [
        good._replace(name="letter.png", content=b"I am a picture, believe me. " * rng.randint(3, 9)),
        good._replace(name="empty.png", content=b""),
        good._replace(name=f"half-of-{good.name}", content=good.content[: len(good.content) // 2]),
        pad(good, MEBIBYTE + 1),
        blank(5000, 2001),
    ]
