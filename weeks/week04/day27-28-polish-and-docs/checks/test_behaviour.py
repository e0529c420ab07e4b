"""Checks of what day 26 could do, and of how refusals look now."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.described import explore

BODIES = {
    "users": {"email": "new@example.com", "name": "New"},
    "posts": {"title": "New", "content": "Also new", "user_id": 1},
    "comments": {"content": "New", "post_id": 1, "user_id": 1},
}


@pytest.mark.criterion("behaviour-kept")
@pytest.mark.parametrize("kind", list(BODIES))
def test_things_are_read_changed_and_removed(blog, api, ids_of, shown, kind):
    user = blog.user()
    post = blog.post(user)
    make = {"users": blog.user, "posts": lambda: blog.post(user), "comments": lambda: blog.comment(post, user)}[kind]
    first, second = make(), make()
    path, new = f"/{kind}/{first['id']}", {name: v for name, v in BODIES[kind].items() if not name.endswith("_id")}
    assert shown(kind, api.get(path).json()) == first
    answer = api.put(path, json=new)
    assert answer.status_code == 200
    assert shown(kind, answer.json()) == shown(kind, api.get(path).json()) == {**first, **new}
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == 404
    left = ids_of(f"/{kind}")
    assert (first["id"] in left, second["id"] in left) == (False, True)


@pytest.mark.criterion("behaviour-kept")
def test_lists_are_filtered_sorted_and_cut(blog, ids_of):
    first, second = blog.user(), blog.user()
    posts = [blog.post(owner)["id"] for owner in (first, second, first, first)]
    comments = [blog.comment({"id": posts[number]}, second)["id"] for number in (0, 1, 0)]
    assert ids_of("/posts") == posts
    assert ids_of("/posts", sort="-created_at", skip=1, limit=2) == posts[2:0:-1]
    assert ids_of("/posts", user_id=second["id"]) == ids_of(f"/users/{second['id']}/posts") == posts[1:2]
    assert ids_of("/posts", q=f"ago, {second['name']}") == []
    assert ids_of(f"/posts/{posts[0]}/comments") == [comments[0], comments[2]]


@pytest.mark.criterion("behaviour-kept")
def test_what_belongs_to_a_user_goes_too(blog, api, ids_of):
    leaving, staying = blog.user(), blog.user()
    post = blog.post(staying)
    blog.comment(blog.post(leaving), staying)
    blog.comment(post, leaving)
    assert api.delete(f"/users/{leaving['id']}").status_code == 204
    assert (ids_of("/posts"), ids_of("/comments")) == ([post["id"]], [])


@pytest.mark.criterion("refusals-kept")
def test_what_was_refused_is_refused(api, filled, refusals, rows):
    for asked, status, options in refusals:
        with api.in_passing():
            answer = api.request(*asked.split(" "), **options)
            if answer.status_code != status:
                raise Mismatch(
                    f"{asked} is not refused as on day 26.", expected=f"status {status}", actual=answer.status_code
                )
    left = {kind: [row["id"] for row in of_kind] for kind, of_kind in rows().items()}
    assert left == {kind: [one["id"] for one in things] for kind, things in filled.items()}


@pytest.mark.criterion("errors-alike")
def test_every_refusal_has_a_detail(api, refusals):
    for asked, status, options in [*refusals, ("GET /no-such-place", 404, {})]:
        with api.in_passing():
            answer = api.request(*asked.split(" "), **options)
            detail = detail_of(answer)
            if not detail or (status != 422 and not isinstance(detail, str)):
                raise Mismatch(
                    f"The refusal of {asked} is not like the others.",
                    expected='{"detail": "..."}' if status != 422 else '{"detail": ...}',
                    actual=answer.text or "an empty body",
                )


def detail_of(answer):
    body = answer.json() if "json" in answer.headers.get("content-type", "") and answer.text else None
    return body.get("detail") if isinstance(body, dict) else None


@pytest.fixture
def filled(blog):
    """Two users, a post and a comment."""
    users = [blog.user(), blog.user()]
    posts = [blog.post(users[0])]
    return {"users": users, "posts": posts, "comments": [blog.comment(posts[0], users[0])]}


@pytest.fixture
def refusals(filled):
    """Requests that are refused, with the status that they should have, and their bodies."""
    (user, other), (post,), (comment,) = filled.values()
    bodies = {
        "users": {"email": other["email"], "name": "Twin"},
        "posts": {**BODIES["posts"], "user_id": user["id"]},
        "comments": {**BODIES["comments"], "user_id": user["id"], "post_id": post["id"]},
    }
    tried = [
        ("POST /users", 409, bodies["users"]),
        (f"PUT /users/{user['id']}", 409, bodies["users"]),
        ("POST /posts", 409, {**bodies["posts"], "user_id": 4711}),
        ("POST /comments", 409, {**bodies["comments"], "post_id": 4711}),
        ("GET /users/4711/posts", 404, None),
        ("GET /posts/4711/comments", 404, None),
        ("GET /posts?sort=content", 422, None),
    ]
    for kind, one in (("users", user), ("posts", post), ("comments", comment)):
        text = "content" if kind != "users" else "name"
        tried += [(f"GET /{kind}/4711", 404, None), (f"DELETE /{kind}/4711", 404, None)]
        tried += [
            (f"PUT /{kind}/4711", 404, {**bodies[kind], **({"email": "a@example.com"} if kind == "users" else {})})
        ]
        tried += [(f"POST /{kind}", 422, {**bodies[kind], text: "  "}), (f"PUT /{kind}/{one['id']}", 422, {})]
        tried += [(f"GET /{kind}?limit={bad}", 422, None) for bad in (0, 101)] + [(f"GET /{kind}?skip=-1", 422, None)]
        tried += [(f"GET /{kind}/abc", 422, None)]
    return [(asked, status, {} if body is None else {"json": body}) for asked, status, body in tried]


@pytest.mark.criterion("description-true")
def test_the_documentation_is_true(blog, api, rng):
    user = blog.user()
    blog.comment(blog.post(user), user)
    explore(api, rng, each=8, documented=True)
