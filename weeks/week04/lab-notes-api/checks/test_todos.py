"""Checks of to-dos, and of the names of all paths."""

import re

import pytest


@pytest.mark.criterion("todo-kept")
def test_a_todo_is_kept(todos, database, words, rng):
    due = f"2031-0{rng.randint(1, 9)}-{rng.randint(10, 28)}"
    first, second = todos.add(words[0]), todos.add(words[1], due=due)
    assert first == {**first, "title": words[0], "due": None, "done": False}
    assert second == {**second, "title": words[1], "due": due, "done": False}
    assert [row["title"] for row in database.rows("todos", "id")] == words[:2]
    assert todos.page() == {"items": [first, second], "next": None}
    assert todos.one(second) == second
    assert todos.api.delete(f"/todos/{first['id']}").status_code == 204
    assert todos.page()["items"] == [second]
    assert todos.api.delete(f"/todos/{first['id']}").status_code == 404
    assert todos.api.get(f"/todos/{first['id']}").status_code == 404


@pytest.mark.criterion("todo-changed")
def test_a_todo_is_changed_in_parts(todos, words):
    expected = todos.add(words[0], due="2031-05-17")
    for changes in ({"done": True}, {"title": words[1]}, {"due": None}, {"due": "2031-06-01", "done": False}, {}):
        answer = todos.api.patch(f"/todos/{expected['id']}", json=changes)
        expected |= changes
        assert answer.status_code == 200
        assert answer.json() == expected
    assert todos.page()["items"] == [expected]
    assert todos.api.patch(f"/todos/{expected['id'] + 1}", json={"done": True}).status_code == 404


WRONG = [{"title": ""}, {"title": "  "}, {"title": "x" * 101}, {"title": None}, {"due": "soon"}]


@pytest.mark.criterion("bad-todo-refused")
def test_a_bad_todo_is_refused(todos, words):
    old = todos.add(words[0], due="2031-05-17")
    for wrong in [*WRONG, {"title": ...}]:
        body = {key: value for key, value in {"title": words[1], **wrong}.items() if value is not ...}
        assert todos.api.post("/todos", json=body).status_code == 422
    for wrong in [*WRONG, {"done": None}, {"done": "perhaps"}]:
        assert todos.api.patch(f"/todos/{old['id']}", json=wrong).status_code == 422
    assert todos.page()["items"] == [old]


@pytest.mark.criterion("todos-filtered")
def test_open_and_done_ones_are_told_apart(todos, words):
    added = [todos.add(word) for word in words[:4]]
    for one in added[1:3]:
        todos.api.patch(f"/todos/{one['id']}", json={"done": True})
    assert todos.titles(done="true") == words[1:3]
    assert todos.titles(done="false") == [words[0], words[3]]
    assert todos.titles() == words[:4]
    for query in ("done=perhaps", "limit=0", "limit=101", "cursor=nonsense"):
        assert todos.api.get(f"/todos?{query}").status_code == 422
    for number in range(17):
        todos.add(f"number {number}")
    assert len(todos.titles()) == 20


@pytest.mark.criterion("todos-filtered")
def test_a_todo_that_is_done_hides_no_other(todos, words):
    for word in words[:6]:
        todos.add(word)
    assert todos.walk(limit=3) == [words[:3], words[3:6]]
    first = todos.page(limit=2, done="false")
    for one in first["items"]:
        todos.api.patch(f"/todos/{one['id']}", json={"done": True})
    assert todos.titles(limit=2, done="false", cursor=first["next"]) == words[2:4]


PATHS = {
    "/notes": ["get", "post"],
    "/notes/{}": ["delete", "get", "patch", "put"],
    "/notes/{}/archived": ["delete", "put"],
    "/todos": ["get", "post"],
    "/todos/{}": ["delete", "get", "patch"],
}


@pytest.mark.criterion("paths-named")
def test_paths_name_things(api):
    paths = api.get("/openapi.json").json()["paths"]
    found = {re.sub(r"\{[^}]*\}", "{}", path): sorted(methods) for path, methods in paths.items()}
    assert {path: methods for path, methods in found.items() if path.startswith(("/note", "/todo"))} == PATHS
