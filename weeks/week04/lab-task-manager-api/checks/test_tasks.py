"""Checks of tasks, one after the other: what is kept, changed and refused."""

import pytest

from grader.toolbox import Mismatch


@pytest.mark.criterion("task-created")
def test_a_task_is_kept_in_the_table(tasks, database, words, rng):
    full = {"title": words[0], "description": words[1], "priority": rng.choice([1, 2, 4, 5]), "due": "2031-05-17"}
    body = tasks.add(**full)
    assert body == {**full, "status": "todo", "id": body.get("id"), "created_at": body.get("created_at")}
    (row,) = database.rows("tasks")
    assert {key: str(row[key]) for key in full} == {key: str(full[key]) for key in full}
    assert [body["id"], bool(body["created_at"])] == [row["id"], True]
    short = tasks.add(f"  {words[2]} ")
    expected = {"title": words[2], "description": "", "status": "todo", "priority": 3, "due": None}
    assert {key: short.get(key) for key in expected} == expected


@pytest.mark.criterion("task-found")
def test_one_task_is_found(tasks, words):
    added = [tasks.add(word) for word in words[:3]]
    assert [tasks.one(task) for task in added] == added
    assert tasks.api.get(f"/tasks/{added[2]['id'] + 1}").status_code == 404


@pytest.mark.criterion("tasks-listed")
def test_all_tasks_are_listed(tasks, words):
    assert tasks.page() == {"items": [], "total": 0}
    added = [tasks.add(word) for word in words[:3]]
    assert tasks.page() == {"items": added, "total": 3}


@pytest.mark.criterion("task-patched")
def test_a_task_is_changed_in_parts(tasks, words):
    expected, other = tasks.add(words[0], due="2031-05-17", priority=4), tasks.add(words[1])
    all_changes = [{"title": f" {words[2]} "}, {"description": words[3], "priority": 1}, {"due": None}, {}]
    for changes in [*all_changes, {"due": "2031-06-01", "status": "doing"}, {"title": words[2]}]:
        answer = tasks.patch(expected, changes)
        expected |= {key: value.strip() if key == "title" else value for key, value in changes.items()}
        assert answer.status_code == 200
        assert answer.json() == expected
    assert [tasks.one(expected), tasks.one(other)] == [expected, other]
    assert tasks.api.patch(f"/tasks/{other['id'] + 1}", json={"priority": 1}).status_code == 404


@pytest.mark.criterion("task-deleted")
def test_a_task_is_removed(tasks, database, words):
    first, second = tasks.add(words[0]), tasks.add(words[1])
    answer = tasks.api.delete(f"/tasks/{first['id']}")
    assert answer.status_code == 204
    assert answer.text == ""
    assert [row["id"] for row in database.rows("tasks")] == [second["id"]]
    assert tasks.api.delete(f"/tasks/{first['id']}").status_code == 404


TEXTS = [{"title": ""}, {"title": "  "}, {"title": "x" * 101}, {"title": None}, {"description": None}]
NUMBERS = [{"priority": 0}, {"priority": 6}, {"priority": None}, {"priority": 2.5}, {"due": "soon"}]
WRONG = [*TEXTS, {"description": "x" * 2001}, *NUMBERS, {"colour": "red"}, {"id": 7}]


@pytest.mark.criterion("bad-task-refused")
def test_a_bad_task_is_refused(tasks, database, words):
    for wrong in [*WRONG, {"status": "doing"}]:
        assert tasks.api.post("/tasks", json={"title": words[0], **wrong}).status_code == 422
    assert tasks.api.post("/tasks", json={"description": words[0]}).status_code == 422
    assert database.rows("tasks") == []
    tasks.add(f" {'t' * 100} ", description="d" * 2000)
    tasks.add("t")


@pytest.mark.criterion("bad-task-refused")
def test_a_bad_change_is_refused(tasks, words):
    old = tasks.add(words[0], due="2031-05-17")
    for wrong in [*WRONG, {"status": None}, {"status": "perhaps"}, {"created_at": "1999-12-31T00:00:00Z"}]:
        assert tasks.patch(old, {"description": words[1], **wrong}).status_code == 422
    assert tasks.one(old) == old
    assert tasks.patch(old, {"title": "t" * 100, "description": "d" * 2000, "priority": 5}).status_code == 200


@pytest.mark.criterion("title-taken-409")
def test_a_taken_title_is_refused(tasks, words):
    first, second = tasks.add(words[0]), tasks.add(words[1])
    assert tasks.api.post("/tasks", json={"title": f" {words[0]} "}).status_code == 409
    assert tasks.patch(second, {"title": words[0], "priority": 1}).status_code == 409
    assert [tasks.one(first), tasks.one(second)] == [first, second]
    assert tasks.patch(first, {"title": words[0]}).status_code == 200
    tasks.add(words[2])
    tasks.add(words[0].upper())


@pytest.mark.criterion("title-taken-409")
def test_of_four_at_once_one_is_kept(tasks, words, database):
    asked = [("POST", "/tasks", {"json": {"title": words[0]}})] * 4
    answers = tasks.api.concurrently(*asked, held=database.held("LOCK TABLE tasks IN SHARE MODE"))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


@pytest.mark.criterion("title-taken-409")
def test_of_two_changes_at_once_one_is_kept(tasks, words, database):
    asked = [("PATCH", f"/tasks/{tasks.add(word)['id']}", {"json": {"title": words[2]}}) for word in words[:2]]
    answers = tasks.api.concurrently(*asked, held=database.held("LOCK TABLE tasks IN SHARE MODE"))
    assert sorted(answer.status_code for answer in answers) == [200, 409]


@pytest.mark.criterion("steps-409")
def test_each_move_is_allowed_or_refused(tasks, words):
    ways = {"todo": [], "doing": ["doing"], "done": ["doing", "done"]}
    allowed = {("todo", "doing"), ("doing", "todo"), ("doing", "done"), ("done", "todo")}
    for number, (old, way) in enumerate(ways.items()):
        for new in ways:
            task = tasks.add(f"{words[number]} {new}")
            tasks.move(task, *way)
            answer = tasks.patch(task, {"status": new, "priority": 1})
            good = new == old or (old, new) in allowed
            assert answer.status_code == (200 if good else 409)
            kept = tasks.one(task)
            assert (kept["status"], kept["priority"]) == ((new, 1) if good else (old, 3))


@pytest.mark.criterion("moves-at-once")
def test_moves_at_once_are_made_one_by_one(tasks, words, database):
    task = tasks.add(words[0])
    tasks.move(task, "doing")
    pending = []
    with database.held(f"SELECT 1 FROM tasks WHERE id = {task['id']} FOR UPDATE") as wait_for:
        for status in ("todo", "done"):
            pending.append(tasks.api.start("PATCH", f"/tasks/{task['id']}", json={"status": status}))
            wait_for(len(pending))
    codes = [one.answer().status_code for one in pending]
    status = tasks.one(task)["status"]
    if (status, codes) != ("todo", [200, 409]):
        raise Mismatch(
            "Two moves of a task that is doing came at once: to todo, and to done.",
            expected="todo, and the answers 200 and 409: done may not follow todo",
            actual=f"{status}, and the answers {codes[0]} and {codes[1]}",
        )
