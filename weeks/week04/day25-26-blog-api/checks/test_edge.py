"""Checks of what is refused at the edge, before it gets to the tables."""

import pytest

from grader.toolbox import Mismatch

HUGE = 10**12
RULES = {
    "users": {"name": 50, "email": None},
    "posts": {"title": 100, "content": 5_000},
    "comments": {"content": 1_000},
}


@pytest.fixture
def bodies(blog):
    """A good body for each kind of thing, and the path of one that is there."""
    user = blog.user()
    post = blog.post(user)
    comment = blog.comment(post, user)
    return {
        "users": ({"email": "new@example.com", "name": "New"}, f"/users/{user['id']}"),
        "posts": ({"title": "New", "content": "New", "user_id": user["id"]}, f"/posts/{post['id']}"),
        "comments": (
            {"content": "New", "post_id": post["id"], "user_id": user["id"]},
            f"/comments/{comment['id']}",
        ),
    }


def without(body, name):
    return {key: value for key, value in body.items() if key != name}


@pytest.mark.criterion("bodies-refused")
@pytest.mark.parametrize("kind", list(RULES))
def test_bad_bodies_are_refused(api, stored, bodies, kind):
    body, path = bodies[kind]
    before = stored(kind)
    for name, longest in RULES[kind].items():
        bad = [without(body, name), *({**body, name: value} for value in ("   ", "x" * ((longest or 1) + 1), None, ""))]
        for one in bad:
            must_be(api, "POST", f"/{kind}", 422, json=one)
        for one in bad[:3]:
            must_be(api, "PUT", path, 422, json=one)
    for name in [one for one in ("user_id", "post_id") if one in body]:
        must_be(api, "POST", f"/{kind}", 422, json=without(body, name))
        must_be(api, "POST", f"/{kind}", 422, json={**body, name: "nobody"})
    assert stored(kind) == before
    longest = {name: "x" * length for name, length in RULES[kind].items() if length}
    assert api.post(f"/{kind}", json={**body, **longest}).status_code == 201


@pytest.mark.criterion("unknown-refused")
def test_ids_that_nobody_has_are_refused(api, stored, bodies):
    before = stored("posts"), stored("comments")
    post, comment = bodies["posts"][0], bodies["comments"][0]
    assert api.post("/posts", json={**post, "user_id": 4711}).status_code == 409
    assert api.post("/comments", json={**comment, "user_id": 4711}).status_code == 409
    assert api.post("/comments", json={**comment, "post_id": 4711}).status_code == 409
    assert (stored("posts"), stored("comments")) == before


@pytest.mark.criterion("numbers-bounded")
def test_numbers_out_of_range_are_no_error_of_the_server(api, bodies):
    post, comment = bodies["posts"][0], bodies["comments"][0]
    for path in ("/users/%s", "/posts/%s", "/comments/%s", "/users/%s/posts", "/posts/%s/comments"):
        for number in (-1, 0, 2**31, HUGE):
            must_be(api, "GET", path % number, 404, 422)
    must_be(api, "PUT", f"/posts/{HUGE}", 404, 422, json=post)
    must_be(api, "POST", "/posts", 404, 409, 422, json={**post, "user_id": HUGE})
    must_be(api, "POST", "/comments", 404, 409, 422, json={**comment, "post_id": HUGE})
    for path in ("/users", "/posts", "/comments"):
        must_be(api, "GET", path, 200, 422, params={"skip": HUGE**2})
    must_be(api, "GET", "/posts", 200, 422, params={"user_id": HUGE})


def must_be(api, method, path, *good, **options):
    answer = api.request(method, path, **options)
    if answer.status_code not in good:
        raise Mismatch(
            f"{answer.asked} is answered in another way than the brief says.",
            expected=" or ".join(map(str, good)),
            actual=answer.status_code,
        )


@pytest.mark.criterion("search-harmless")
def test_what_is_searched_for_is_text(blog, get):
    owner = blog.user()
    titles = {part: f"Half {part} half" for part in ("'", "%", "_", '"', ";")}
    for title in titles.values():
        blog.post(owner, title=title, content="...")
    for part, title in titles.items():
        assert [post["title"] for post in get("/posts", q=part)] == [title]
    assert get("/posts", q="'; DROP TABLE posts; --") == []
    assert get("/posts", q="' OR '1'='1") == []
    assert len(get("/posts")) == len(titles)
