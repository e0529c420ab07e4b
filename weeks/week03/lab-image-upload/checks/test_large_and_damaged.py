"""Checks of the lab: too many bytes, too many pixels, and pictures that are not whole."""

import contextlib

import pytest

from grader.toolbox import Mismatch, SubjectFault

MEBIBYTE = 1024 * 1024
MOST_PIXELS = 10_000_000
# A note of each read of a file that was uploaded, and of each picture that is decoded.
_BEFORE = """
import os
import starlette.formparsers
from PIL import ImageFile

notes, load = os.path.abspath("notes.txt"), ImageFile.ImageFile.load


def note(word, number):
    with open(notes, "a") as file:
        print(word, number, file=file)


class Upload(starlette.formparsers.SpooledTemporaryFile):
    def read(self, *size):
        content = super().read(*size)
        note("read", len(content))
        return content

    def readinto(self, buffer):
        count = super().readinto(buffer)
        note("read", count)
        return count


def load_and_note(self):
    note("decoded", self.width * self.height)
    return load(self)


starlette.formparsers.SpooledTemporaryFile = Upload
ImageFile.ImageFile.load = load_and_note
"""


@pytest.fixture
def watched(subject):
    return subject.app("main:app", before=_BEFORE)


@pytest.fixture
def noted(subject):
    """The sum of all that was noted under a word."""

    def noted(word):
        if not subject.exists("notes.txt"):
            return 0
        lines = [line.split() for line in subject.read_text("notes.txt").splitlines()]
        subject.transcript.entries.pop()
        return sum(int(number) for found, number in lines if found == word)

    return noted


def refused_quietly(answer):
    """Whether the code is that of a picture that is not whole."""
    if answer.status_code not in (415, 422):
        raise Mismatch("A damaged picture was not refused as one.", expected="415 or 422", actual=answer.status_code)


@pytest.mark.criterion("too-large-413")
def test_the_limit_in_bytes(draw, pad, take, upload, rng):
    take(pad(draw(), MEBIBYTE))
    for size in (MEBIBYTE + 1, rng.randint(1_100_000, 1_900_000)):
        assert upload(pad(draw(), size)).status_code == 413


@pytest.mark.criterion("large-not-read")
def test_a_file_that_is_too_large_is_not_read_to_its_end(draw, pad, watched, noted):
    with contextlib.suppress(SubjectFault):  # a server may say 413 and hang up before all of it is sent
        watched.post("/images", files=pad(draw(), 6 * MEBIBYTE).as_file, data={"title": "Tea"})
    if noted("read") > 2 * MEBIBYTE:
        raise Mismatch(
            "Your code read too much of a file that is too large.",
            expected=f"at most {2 * MEBIBYTE:,} bytes",
            actual=f"{noted('read'):,} bytes",
            help="Look at the size before you read, or say how many bytes you want at most: read(number).",
        )


@pytest.mark.criterion("bomb-refused")
def test_the_limit_in_pixels(blank, take, upload, rng):
    width = rng.choice([2000, 2500, 4000, 5000])
    take(blank(width, MOST_PIXELS // width))
    for size in ((width, MOST_PIXELS // width + 1), (909_091, 11)):  # the second one has 10,000,001 pixels
        assert upload(blank(*size)).status_code == 413


@pytest.mark.criterion("bomb-refused")
def test_a_small_file_with_far_too_many_pixels_is_refused(blank, upload):
    for size in ((7000, 5000), (13500, 13300)):  # Pillow opens the first one, and refuses the second
        assert upload(blank(*size)).status_code == 413


@pytest.mark.criterion("bomb-not-decoded")
def test_of_too_many_pixels_none_are_decoded(blank, watched, noted):
    watched.post("/images", files=blank(5000, 3000).as_file, data={"title": "Tea"})
    if noted("decoded"):
        raise Mismatch(
            "The pixels were decoded before the picture was refused.",
            expected="0 pixels decoded",
            actual=f"{noted('decoded'):,} pixels decoded",
            help="Compare width and height as soon as Image.open has answered.",
        )


@pytest.mark.criterion("damaged-refused")
def test_a_picture_that_is_cut_off_is_refused(draw, upload, rng):
    for fmt in ("PNG", "JPEG", "GIF", "WEBP"):
        picture = draw(fmt)
        end = rng.randint(len(picture.content) // 2, len(picture.content) * 4 // 5)
        refused_quietly(upload(picture._replace(name=f"half-of-{picture.name}", content=picture.content[:end])))


@pytest.mark.criterion("damaged-refused")
def test_a_picture_with_one_wrong_byte_is_refused(draw, upload):
    content = bytearray(draw().content)
    content[len(content) // 2] ^= 255
    refused_quietly(upload(draw()._replace(name="one-wrong-byte.png", content=bytes(content))))


@pytest.mark.criterion("damaged-refused")
def test_the_beginning_of_a_picture_is_no_picture(draw, upload, rng):
    content = draw().content[:8] + rng.randbytes(500)
    refused_quietly(upload(draw()._replace(name="only-the-beginning.png", content=content)))
