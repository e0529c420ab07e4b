"""Checks of the lab: what POST /images tells of a picture."""

import io

import pytest
from PIL import Image

from grader.toolbox import Mismatch


@pytest.mark.criterion("picture-taken")
def test_a_picture_is_taken(draw, take, rng):
    first = take(draw(), f"Tea for {rng.randint(2, 9)}")
    second = take(draw(), f"A bus, line {rng.randint(10, 99)}")
    assert first["id"] != second["id"]


@pytest.mark.criterion("metadata-real")
def test_the_metadata_is_that_of_the_picture(draw, take):
    for fmt in ("PNG", "JPEG", "GIF", "WEBP", "PNG"):
        picture = draw(fmt)
        came = take(picture)
        assert came == came | picture.facts


@pytest.mark.criterion("size-and-digest")
def test_size_and_digest_are_those_of_the_bytes(draw, take):
    for picture in (draw(), draw("JPEG")):
        came = take(picture)
        assert came == came | picture.of_bytes


@pytest.mark.criterion("claims-ignored")
def test_name_and_type_change_nothing(draw, take):
    for picture in (
        draw("PNG")._replace(name="holiday.jpg", kind="image/jpeg"),
        draw("JPEG")._replace(name="holiday.png", kind="image/png"),
        draw("GIF")._replace(name="holiday.txt", kind="text/plain"),
        draw("WEBP")._replace(name="holiday", kind="application/octet-stream"),
    ):
        came = take(picture)
        assert came == came | picture.facts


@pytest.mark.criterion("no-image-refused")
def test_what_is_no_picture_is_refused(draw, upload, rng):
    letter, noise, page = b"Tea and bread.", rng.randbytes(2000), b"<html><img src='tea.png'></html>"
    for name, content in (("letter.png", letter), ("noise.jpg", noise), ("page.html", page), ("letter.txt", letter)):
        for kind in ("image/png", "text/plain"):
            assert upload(draw()._replace(name=name, content=content, kind=kind)).status_code == 415


@pytest.mark.criterion("other-formats-refused")
def test_another_format_is_refused(draw, upload):
    for picture in (draw("BMP"), draw("TIFF"), draw("PPM")):
        assert upload(picture).status_code == 415
        assert upload(picture._replace(name=f"{picture.format}-called.png", kind="image/png")).status_code == 415


@pytest.mark.criterion("other-formats-refused")
def test_two_photos_in_one_file_are_no_accident(draw, upload):
    left, right = (Image.open(io.BytesIO(draw("JPEG").content)) for _ in "12")
    stream = io.BytesIO()
    left.save(stream, "MPO", save_all=True, append_images=[right])
    answer = upload(draw("JPEG")._replace(name="two-in-one.jpg", content=stream.getvalue()))
    if answer.status_code != 415 and (answer.status_code != 201 or answer.json().get("format") != "JPEG"):
        raise Mismatch(
            "Two photos in one JPEG file (Pillow calls this MPO) are neither refused nor taken as JPEG.",
            expected="415, or 201 with the format JPEG",
            actual=answer.text,
        )


@pytest.mark.criterion("title-checked")
def test_a_bad_title_is_refused(draw, upload):
    for title in ("", "   ", "\t\n", "x" * 81):
        assert upload(draw(), title).status_code == 422


@pytest.mark.criterion("title-checked")
def test_a_title_must_be_there(draw, api):
    picture = draw()
    assert api.post("/images", files=picture.as_file).status_code == 422
    assert api.post("/images", files=picture.as_file, params={"title": "Tea"}).status_code == 422


@pytest.mark.criterion("title-checked")
def test_the_bounds_of_a_title_are_good(draw, take):
    for title in ("é", "é" * 80, "Tea & bread"):
        take(draw(), title)


@pytest.mark.criterion("file-required")
def test_a_file_must_be_there(draw, api):
    assert api.post("/images", data={"title": "Tea"}).status_code == 422
    assert api.post("/images", data={"title": "Tea", "file": "tea.png"}).status_code == 422
    nothing_chosen = ("", b"", "application/octet-stream")
    assert api.post("/images", files={"file": nothing_chosen}, data={"title": "Tea"}).status_code == 422


@pytest.mark.criterion("file-required")
def test_an_empty_file_is_refused(draw, upload):
    assert upload(draw()._replace(name="empty.png", content=b"")).status_code == 422
