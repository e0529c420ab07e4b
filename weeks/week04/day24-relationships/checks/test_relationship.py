"""Checks of users together with their posts: the two ends, nested answers, statements, and what goes with whom."""

import pytest

from grader.toolbox import Mismatch

ENDS = """
from sqlalchemy.orm import class_mapper

def new(model):
    return class_mapper(model).class_manager.new_instance()

def ends(models):
    user, post, other = new(models.User), new(models.Post), new(models.Post)
    user.posts.append(post)
    other.owner = user
    return post.owner is user, any(one is other for one in user.posts)
"""


def read_by_two_statements(blog, database, path, shown):
    with database.queries() as asked:
        body = blog.read(path)
    if len(asked) > 2:
        raise Mismatch(
            f"GET {shown} asks the database more than twice.",
            expected="two statements at most, however many posts there are",
            actual="\n".join(map(str, asked)),
        )
    return body


@pytest.mark.criterion("relationship-both-ways")
def test_each_end_knows_of_the_other(subject):
    from_user, from_post = subject.define(ENDS)[-1](subject.module("models"))
    if not from_user or not from_post:
        raise Mismatch(
            "A change at one end of the relationship is not seen at the other.",
            expected="after user.posts.append(post), post.owner is the user; "
            "after post.owner = user, the post is in user.posts",
            actual=f"the first is {from_user}, the second is {from_post}",
            help="Each end names the other: back_populates.",
        )


@pytest.mark.criterion("posts-in-user")
def test_a_user_comes_with_all_posts(blog, names, titles):
    user, other = blog.user(names[0]), blog.user(names[1])
    first, _, second = blog.post(user, titles[0]), blog.post(other, titles[1]), blog.post(user, titles[2])
    assert blog.read(f"/users/{user['id']}/posts") == {**user, "posts": [first, second]}


@pytest.mark.criterion("posts-in-user")
def test_user_and_posts_have_their_moments(blog, names, titles):
    user = blog.user(names[0])
    blog.post(user, titles[0])
    answer = blog.api.get(f"/users/{user['id']}/posts").json()
    assert "created_at" in answer
    assert "created_at" in answer["posts"][0]


@pytest.mark.criterion("posts-in-user")
def test_posts_come_in_the_order_of_their_ids(blog, database, names, titles):
    user, other = blog.user(names[0]), blog.user(names[1])
    first = blog.post(other, titles[0])
    for title in titles[1:]:
        blog.post(user, title)
    database.execute("UPDATE posts SET user_id = %s WHERE id = %s", user["id"], first["id"])
    assert blog.titles_of(user) == titles


@pytest.mark.criterion("posts-in-user")
def test_there_may_be_no_posts_or_no_user(blog, names):
    user = blog.user(names[0])
    assert blog.titles_of(user) == []
    assert blog.api.get(f"/users/{user['id'] + 1}/posts").status_code == 404


@pytest.mark.criterion("two-statements")
def test_two_statements_are_enough(blog, database, names, titles):
    user = blog.user(names[0])
    for title in titles:
        blog.post(user, title)
    read_by_two_statements(blog, database, f"/users/{user['id']}/posts", "/users/{id}/posts")


@pytest.mark.criterion("posts-go-with-user")
def test_posts_go_with_their_user(blog, database, names, titles):
    first, second, other = [blog.user(name) for name in names]
    *_, kept = [blog.post(user, title) for user, title in zip([first, second, second, other], titles, strict=True)]
    for user in (first, second):
        assert blog.api.delete(f"/users/{user['id']}").status_code == 204
    assert [row["id"] for row in database.rows("users")] == [other["id"]]
    assert [row["id"] for row in database.rows("posts")] == [kept["id"]]


@pytest.mark.criterion("database-cascades")
def test_the_database_removes_posts_by_itself(blog, database, names, titles):
    user, other = blog.user(names[0]), blog.user(names[1])
    blog.post(user, titles[0])
    kept = blog.post(other, titles[1])
    database.execute("DELETE FROM users WHERE id = %s", user["id"])
    assert [row["id"] for row in database.rows("posts")] == [kept["id"]]


@pytest.mark.criterion("users-as-before")
def test_users_are_as_on_day_23(blog, database, names, titles):
    user = blog.user(names[0])
    blog.post(user, titles[0])
    path, changed = f"/users/{user['id']}", {**user, "name": names[1]}
    assert blog.read(path) == user
    assert blog.read("/users") == [user]
    assert blog.asked("PUT", path, 200, {"email": user["email"], "name": names[1]}) == changed
    assert [row["user_id"] for row in database.rows("posts")] == [user["id"]]


@pytest.mark.criterion("users-as-before")
def test_users_are_refused_as_on_day_23(blog, names):
    user = blog.user(names[0])
    assert blog.api.post("/users", json={"email": user["email"], "name": names[1]}).status_code == 409
    assert blog.api.get(f"/users/{user['id'] + 1}").status_code == 404
    assert blog.api.delete(f"/users/{user['id'] + 1}").status_code == 404


@pytest.mark.criterion("posts-with-owner")
def test_posts_come_with_their_owners(blog, database, names, titles):
    users = [blog.user(name) for name in names]
    owners = [*users, users[0]]
    posts = [blog.post(user, title) for user, title in zip(owners, titles, strict=True)]
    database.execute("UPDATE posts SET content = 'Mended.' WHERE id = %s", posts[0]["id"])
    posts[0]["content"] = "Mended."
    found = read_by_two_statements(blog, database, "/posts", "/posts")
    assert found == [{**post, "owner": user} for post, user in zip(posts, owners, strict=True)]
