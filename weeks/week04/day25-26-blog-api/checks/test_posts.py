"""Checks of posts and comments: what is kept, changed, removed, and who wrote it."""

import pytest

from grader.toolbox import Mismatch


@pytest.mark.criterion("post-created")
def test_a_post_is_kept_in_the_table(blog, stored):
    blog.user()
    post = blog.post(blog.user())
    assert stored("posts") == [{name: value for name, value in post.items() if name != "created_at"}]


@pytest.mark.criterion("posts-listed")
def test_posts_are_listed_in_the_order_of_their_moments(blog, get, database):
    owners = [blog.user(), blog.user()]
    posts = [blog.post(owners[number % 2]) for number in range(3)]
    database.execute("UPDATE posts SET title = title WHERE id = %s", posts[0]["id"])
    found = get("/posts")
    assert [post["id"] for post in found] == [post["id"] for post in posts]
    assert found == posts


@pytest.mark.criterion("posts-managed")
def test_one_post_is_read_changed_and_removed_once(blog, api, get, shown):
    owner, other = blog.user(), blog.user()
    first, second = blog.post(owner), blog.post(owner)
    path, new = f"/posts/{first['id']}", {"title": "Another title", "content": "Another content"}
    assert api.put(path, json={**new, "user_id": other["id"]}).status_code == 200
    answer = api.put(path, json=new)
    assert answer.status_code == 200
    assert shown("posts", answer.json()) == {**first, **new}
    assert [get(path), get(f"/posts/{second['id']}")] == [{**first, **new}, second]
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == 404
    assert api.put(path, json=new).status_code == 404
    assert api.delete(path).status_code == 404
    assert get("/posts") == [second]


@pytest.mark.criterion("comments-managed")
def test_comments_are_kept_and_listed(blog, get, stored, database):
    first, second = blog.user(), blog.user()
    post = blog.post(first)
    comments = [blog.comment(post, owner) for owner in (second, first, second)]
    database.execute("UPDATE comments SET content = content WHERE id = %s", comments[0]["id"])
    found = get("/comments")
    assert [comment["id"] for comment in found] == [comment["id"] for comment in comments]
    assert found == comments
    assert [row["post_id"] for row in stored("comments")] == [post["id"]] * 3


@pytest.mark.criterion("comments-managed")
def test_one_comment_is_read_changed_and_removed_once(blog, api, get, shown):
    owner, other = blog.user(), blog.user()
    post = blog.post(owner)
    first, second = blog.comment(post, owner), blog.comment(post, other)
    path, new = f"/comments/{first['id']}", {"content": "On second thoughts"}
    answer = api.put(path, json={**new, "user_id": other["id"], "post_id": post["id"] + 1})
    assert answer.status_code == 200
    assert shown("comments", answer.json()) == {**first, **new} == get(path)
    assert api.delete(path).status_code == 204
    assert get("/comments") == [second]
    assert api.get(path).status_code == 404
    assert api.put(path, json=new).status_code == 404
    assert api.delete(path).status_code == 404


@pytest.mark.criterion("nested-lists")
def test_what_belongs_to_one_is_listed(blog, api, get):
    writer, reader = blog.user(), blog.user()
    posts = [blog.post(writer), blog.post(reader), blog.post(writer)]
    comments = [blog.comment(posts[number], reader) for number in (1, 0, 1)]
    nobody = blog.user()
    assert get(f"/users/{writer['id']}/posts") == [posts[0], posts[2]]
    assert get(f"/posts/{posts[1]['id']}/comments") == [comments[0], comments[2]]
    assert get(f"/users/{nobody['id']}/posts") == get(f"/posts/{posts[2]['id']}/comments") == []
    assert api.get(f"/users/{nobody['id'] + 1}/posts").status_code == 404
    assert api.get(f"/posts/{posts[2]['id'] + 1}/comments").status_code == 404


@pytest.mark.criterion("owner-shown")
def test_every_post_and_comment_names_its_owner(blog, api):
    writer, reader = blog.user(), blog.user()
    post = blog.post(writer)
    comment = blog.comment(post, reader)
    body = {"title": "Hills", "content": "High.", "user_id": reader["id"], "post_id": post["id"]}
    for method, path, owner in [
        ("GET", "/posts", writer),
        ("GET", f"/posts/{post['id']}", writer),
        ("GET", f"/users/{writer['id']}/posts", writer),
        ("GET", "/comments", reader),
        ("GET", f"/comments/{comment['id']}", reader),
        ("GET", f"/posts/{post['id']}/comments", reader),
        ("POST", "/posts", reader),
        ("POST", "/comments", reader),
        ("PUT", f"/posts/{post['id']}", writer),
        ("PUT", f"/comments/{comment['id']}", reader),
    ]:
        found = api.request(method, path, **({} if method == "GET" else {"json": body})).json()
        found = (found[0] if isinstance(found, list) and found else found).get("owner") or {}
        if (found.get("id"), found.get("name")) != (owner["id"], owner["name"]):
            raise Mismatch(
                f"The answer to {method} {path} does not say who wrote it.",
                expected={"owner": {"id": owner["id"], "name": owner["name"]}},
                actual={"owner": found or None},
            )
