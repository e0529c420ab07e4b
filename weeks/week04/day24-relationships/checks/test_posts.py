"""Checks of a single post: what is kept, and what is refused, by the API and by the database itself."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.database import Refused

# From now on the owner of a new post goes in the moment before its INSERT.
LEAVING = (
    "CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS "
    "'BEGIN DELETE FROM users WHERE id = NEW.user_id; RETURN NEW; END'; "
    "CREATE TRIGGER leaving BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION leave()"
)


def body_of(user, title):
    return {"title": title, "content": "A bird, seen at the river.", "user_id": user["id"]}


@pytest.mark.criterion("post-created")
def test_a_post_is_kept_in_the_table(blog, database, names, titles):
    blog.user(names[0])
    body = body_of(blog.user(names[1]), titles[0])
    post = blog.asked("POST", "/posts", 201, body)
    assert post == {**body, "id": post.get("id")}
    (row,) = database.rows("posts")
    assert {key: row.get(key) for key in post} == post


@pytest.mark.criterion("post-created")
def test_a_post_has_the_moment_of_its_creation(blog, database, names, titles):
    told = blog.api.post("/posts", json=body_of(blog.user(names[0]), titles[0])).json()
    kept = database.rows("posts")[0]
    if not told.get("created_at") or kept.get("created_at") is None:
        raise Mismatch(
            "The moment is missing.",
            expected="created_at in the answer and in the table",
            actual=f"{told.get('created_at')} in the answer, {kept.get('created_at')} in the table",
        )


@pytest.mark.criterion("foreign-key")
@pytest.mark.parametrize("nobody", [2_000_000, None])
def test_the_database_refuses_a_post_of_nobody(blog, database, names, titles, nobody):
    blog.post(blog.user(names[0]), titles[0])
    try:
        database.execute("UPDATE posts SET user_id = %s", nobody)
    except Refused:
        return
    raise Mismatch(
        "The table posts takes a post of nobody.",
        expected="a column user_id that points to users.id and is never NULL",
        actual=f"a post with the user_id {'NULL' if nobody is None else nobody}",
    )


@pytest.mark.criterion("bad-post-refused")
@pytest.mark.parametrize(
    ("field", "wrong"), [("title", ["", "   ", "x" * 101]), ("content", ["", "x" * 5001]), ("user_id", ["somebody"])]
)
def test_a_bad_body_is_refused(blog, database, names, titles, field, wrong):
    body = body_of(blog.user(names[0]), titles[0])
    for value in [*wrong, None]:
        assert blog.api.post("/posts", json={**body, field: value}).status_code == 422
    del body[field]
    assert blog.api.post("/posts", json=body).status_code == 422
    assert database.rows("posts") == []


@pytest.mark.criterion("bad-post-refused")
def test_the_longest_post_is_taken(blog, names):
    body = {**body_of(blog.user(names[0]), "t" * 100), "content": "c" * 5000}
    assert blog.api.post("/posts", json=body).status_code == 201


@pytest.mark.criterion("unknown-owner-409")
def test_a_post_of_nobody_is_refused(blog, database, names, titles):
    user = blog.user(names[0])
    body = {**body_of(user, titles[0]), "user_id": user["id"] + 1}
    assert blog.api.post("/posts", json=body).status_code == 409
    assert database.rows("posts") == []
    assert blog.post(user, titles[1])["user_id"] == user["id"]


@pytest.mark.criterion("unknown-owner-409")
def test_a_user_may_go_in_the_same_moment(blog, database, names, titles):
    user = blog.user(names[0])
    database.execute(LEAVING)
    answer = blog.api.post("/posts", json=body_of(user, titles[0]))
    if answer.status_code != 409:
        raise Mismatch(
            "The user went in the moment before the INSERT of the post; a trigger in the database did that.",
            expected=409,
            actual=answer.status_code,
            help="Asking first comes too early. Commit, and answer 409 to the IntegrityError.",
        )
    assert database.rows("posts") == []


@pytest.mark.criterion("owner-indexed")
def test_the_owner_has_an_index(blog, database, names, titles):
    blog.post(blog.user(names[0]), titles[0])
    if not database.table("posts").indexed("user_id"):
        raise Mismatch(
            "Whoever looks for the posts of a user makes the database read all posts.",
            expected="an index that begins with user_id",
            actual="no such index",
        )
