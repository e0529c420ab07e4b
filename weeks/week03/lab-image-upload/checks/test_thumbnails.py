"""Checks of the lab, stretch: the same picture in small."""

import io

import pytest
from PIL import Image

from grader.toolbox import Mismatch

TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}


@pytest.fixture
def small(api, take):
    """Sends a picture and returns its thumbnail, opened."""

    def small(picture):
        answer = api.get(f"/images/{take(picture)['id']}/thumbnail")
        assert answer.status_code == 200
        try:
            image = Image.open(io.BytesIO(answer.content))
            image.load()
        except OSError as error:
            raise Mismatch("The thumbnail is no picture.", expected="a picture", actual=str(error)) from None
        assert answer.headers.get("content-type") == TYPES.get(image.format)
        return image

    return small


@pytest.mark.criterion("thumbnail-made")
def test_a_thumbnail_is_small_and_not_distorted(draw, small, rng):
    long, short = rng.randint(160, 240), rng.randint(70, 120)
    for fmt, size in zip(TYPES, [(long, short), (short, long)] * 2, strict=True):
        image = small(draw(fmt, size))
        assert max(image.size) == 128
        expected = 128 * short / long
        if abs(min(image.size) - expected) > 1:
            raise Mismatch(
                "The thumbnail has not the proportions of the picture.",
                expected=f"128 and about {expected:.0f} pixels for {size[0]}x{size[1]}",
                actual=f"{image.width}x{image.height}",
            )


@pytest.mark.criterion("thumbnail-made")
def test_an_unknown_picture_has_no_thumbnail(api, draw, take):
    came = take(draw())
    api.delete(f"/images/{came['id']}")
    assert api.get(f"/images/{came['id']}/thumbnail").status_code == 404


@pytest.mark.criterion("thumbnail-for-all")
def test_a_small_picture_is_not_enlarged(draw, small):
    picture = draw()
    assert small(picture).size == (picture.width, picture.height)


@pytest.mark.criterion("thumbnail-for-all")
def test_every_kind_of_picture_has_a_thumbnail(draw, small):
    for fmt, mode in (("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("JPEG", "CMYK")):
        assert max(small(draw(fmt, (160, 90), mode)).size) == 128
