"""Checks of users."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.database import Refused


@pytest.mark.criterion("user-created")
def test_a_user_is_kept_in_the_table(blog, stored):
    user = blog.user()
    assert stored("users", "id", "email", "name") == [{"id": user["id"], "email": user["email"], "name": user["name"]}]


@pytest.mark.criterion("users-listed")
def test_users_are_listed_in_order(blog, get, database):
    users = [blog.user() for _ in range(3)]
    database.execute("UPDATE users SET name = name WHERE id = %s", users[0]["id"])
    found = get("/users")
    assert [user["id"] for user in found] == [user["id"] for user in users]
    assert found == users


@pytest.mark.criterion("restart-survived")
def test_everything_is_there_after_a_restart(blog, subject):
    post = blog.post(blog.user())
    again = subject.app("app.main:app")
    assert [one["title"] for one in again.get("/posts").json()] == [post["title"]]


@pytest.mark.criterion("users-managed")
def test_one_user_is_read_changed_and_removed_once(blog, api, get, shown):
    first, second = blog.user(), blog.user()
    path, new = f"/users/{first['id']}", {"email": "new@example.com", "name": "Somebody"}
    answer = api.put(path, json=new)
    assert answer.status_code == 200
    assert shown("users", answer.json()) == {**first, **new}
    assert [get(path), get(f"/users/{second['id']}")] == [{**first, **new}, second]
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == 404
    assert api.put(path, json=new).status_code == 404
    assert api.delete(path).status_code == 404
    assert get("/users") == [second]


@pytest.mark.criterion("email-unique")
def test_a_taken_address_is_refused(blog, api, get, database):
    first, second = blog.user(), blog.user()
    thief = {"email": first["email"], "name": "Thief"}
    assert api.post("/users", json=thief).status_code == 409
    assert api.put(f"/users/{second['id']}", json=thief).status_code == 409
    assert get("/users") == [first, second]
    assert api.put(f"/users/{first['id']}", json={**thief, "name": "Self"}).status_code == 200
    try:
        database.execute("UPDATE users SET email = %s", first["email"])
    except Refused:
        return
    raise Mismatch("The table takes the same e-mail twice.", expected="a unique column email", actual="no such rule")


@pytest.mark.criterion("email-unique")
def test_of_two_at_once_one_is_refused(api, blog, database):
    blog.user()  # the table is there now
    asked = ("POST", "/users", {"json": {"email": "amina@example.com", "name": "Amina"}})
    answers = api.concurrently(asked, asked, held=database.held("LOCK TABLE users IN SHARE MODE"))
    assert sorted(answer.status_code for answer in answers) == [201, 409]


@pytest.mark.criterion("email-unique")
def test_of_two_changes_at_once_one_is_refused(api, blog, database):
    paths = [f"/users/{blog.user()['id']}" for _ in range(2)]
    asked = [("PUT", path, {"json": {"email": "both@example.com", "name": "Both"}}) for path in paths]
    answers = api.concurrently(*asked, held=database.held("LOCK TABLE users IN SHARE MODE"))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
