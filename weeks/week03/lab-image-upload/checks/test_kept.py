"""Checks of the lab: what becomes of a picture that was taken, and of one that was not."""

import pytest

from grader.toolbox import Mismatch, SubjectFault


@pytest.fixture
def main_py(subject):
    """What stands in main.py now; nothing, if that is no text any more."""

    def main_py():
        try:
            return subject.read_text("main.py")
        except SubjectFault:
            return None
        finally:
            subject.transcript.entries.pop()

    return main_py


@pytest.mark.criterion("bytes-come-back")
def test_the_same_bytes_come_back(draw, take, same_bytes):
    pictures = [draw("JPEG"), draw(), draw("WEBP")]
    for came, picture in [(take(picture), picture) for picture in pictures]:
        same_bytes(came, picture)


@pytest.mark.criterion("content-type-right")
def test_the_type_is_that_of_the_content(draw, take, same_bytes):
    for picture in (draw("PNG"), draw("JPEG"), draw("GIF"), draw("WEBP")):
        for name, kind in ((picture.name, picture.kind), ("page.html", "text/html")):
            answer = same_bytes(take(picture._replace(name=name, kind=kind)), picture)
            assert answer.headers.get("content-type") == picture.kind


@pytest.mark.criterion("unknown-404")
def test_an_unknown_picture_is_not_found(api, draw, take):
    came = take(draw())
    api.delete(f"/images/{came['id']}")
    for method in ("GET", "DELETE"):
        assert api.request(method, f"/images/{came['id']}").status_code == 404
        if isinstance(came["id"], int):
            assert api.request(method, f"/images/{came['id'] + 1}").status_code == 404


@pytest.mark.criterion("unknown-404")
def test_an_id_with_a_path_in_it_finds_nothing(api, draw, take):
    take(draw())
    for path in ("/images/%2e%2e%2fmain.py", "/images/..%2f..%2fetc%2fpasswd", "/images/main.py"):
        status = api.get(path).status_code
        if status not in (404, 422):
            raise Mismatch("No picture has this id.", expected="404 or 422", actual=status)


@pytest.mark.criterion("pictures-listed")
def test_all_pictures_are_listed_in_their_order(api, draw, take):
    assert api.get("/images").json() == []
    came = [take(draw(fmt), f"Picture {fmt}") for fmt in ("PNG", "GIF", "JPEG")]
    answer = api.get("/images")
    assert answer.status_code == 200
    assert answer.json() == came


@pytest.mark.criterion("picture-deleted")
def test_a_picture_is_removed_and_the_others_stay(api, draw, take, same_bytes):
    pictures = [draw(), draw(), draw()]
    first, second, third = (take(picture) for picture in pictures)
    answer = api.delete(f"/images/{second['id']}")
    assert answer.status_code == 204
    assert answer.content == b""
    assert api.get("/images").json() == [first, third]
    same_bytes(third, pictures[2])


@pytest.mark.criterion("picture-deleted")
@pytest.mark.parametrize("gone", [1, 0], ids=["the newest", "the oldest"])
def test_an_id_is_not_given_again(api, draw, take, gone):
    ids = [take(draw())["id"] for _ in range(2)]
    api.delete(f"/images/{ids[gone]}")
    assert take(draw())["id"] not in ids


@pytest.mark.criterion("names-harmless")
def test_a_file_name_with_a_path_does_no_harm(draw, take, same_bytes):
    for name in ("../../etc/passwd", "/etc/passwd", "..\\..\\tea.png", f"{'tea' * 100}.png"):
        picture = draw()
        same_bytes(take(picture._replace(name=name)), picture)


@pytest.mark.criterion("names-harmless")
def test_the_name_of_another_file_does_no_harm(main_py, draw, take, same_bytes):
    before = main_py()
    for name in ("main.py", "../main.py"):
        picture = draw()
        same_bytes(take(picture._replace(name=name)), picture)
        if main_py() != before:
            raise Mismatch(
                "The upload has overwritten main.py.",
                expected="main.py as it was",
                actual="main.py with other content",
                help="Do not make a path of the name that the sender has chosen.",
            )


@pytest.mark.criterion("kept-apart")
def test_pictures_with_the_same_name_are_kept_apart(draw, take, same_bytes):
    pictures = [draw(size=(40, 30)), draw(size=(40, 30))]
    for came, picture in [(take(picture), picture) for picture in pictures]:
        same_bytes(came, picture)


@pytest.mark.criterion("kept-apart")
def test_the_same_picture_twice_makes_two(api, draw, take, same_bytes):
    picture = draw()
    first, second = take(picture, "Tea"), take(picture, "Tea again")
    assert first["id"] != second["id"]
    assert api.get("/images").json() == [first, second]
    api.delete(f"/images/{first['id']}")
    same_bytes(second, picture)


@pytest.mark.criterion("refused-not-kept")
def test_nothing_is_kept_of_what_is_refused(api, draw, take, upload, refusals):
    came = take(draw())
    for picture in refusals:
        upload(picture)
    upload(draw(), "")
    assert api.get("/images").json() == [came]


@pytest.mark.criterion("errors-say-why")
def test_every_refusal_says_why(api, draw, take, upload, refusals):
    gone = f"/images/{take(draw())['id']}"
    api.delete(gone)
    answers = [upload(picture) for picture in refusals]
    answers += [upload(draw(), ""), api.get(gone), api.delete(gone)]
    for answer in answers:
        body = answer.json()
        if not isinstance(body, dict) or not body.get("detail"):
            raise Mismatch("The answer does not say why.", expected='{"detail": "..."}', actual=answer.text)
