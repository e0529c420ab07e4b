"""Checks of what migrations make of an empty database, and what they leave of a full one."""

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.database import Refused

COLUMNS = ["id", "title", "description", "status", "priority", "due", "created_at"]
FULL = "INSERT INTO tasks (title, description, status, due) VALUES (%s, %s, 'doing', '2031-05-17')"
KEPT = "SELECT id, title, description, status, due, created_at FROM tasks ORDER BY id"


def has_columns(database, wanted):
    found = database.table("tasks").columns
    missing = [name for name in wanted if name not in found]
    if missing:
        raise Mismatch("A column is missing in tasks.", expected=", ".join(wanted), actual=", ".join(found))
    return found


@pytest.mark.criterion("tables-migrated")
def test_an_empty_database_gets_its_table(alembic, database):
    alembic("upgrade", "head")
    columns = has_columns(database, COLUMNS)
    assert database.table("tasks").primary_key == ["id"]
    assert [name for name in COLUMNS if columns[name].nullable] == ["due"]


@pytest.mark.criterion("only-migrations")
def test_the_application_makes_no_table(subject, database):
    subject.app("app.main:app").get("/tasks")
    found = database.tables()
    if found:
        raise Mismatch(
            "The application was started with an empty database, and it made tables there.",
            expected="no table: that is the work of the migrations",
            actual=", ".join(found),
        )


@pytest.mark.criterion("two-steps")
def test_tasks_that_are_there_get_a_priority(alembic, database, words):
    alembic("upgrade", "+1")
    if "priority" in has_columns(database, [name for name in COLUMNS if name != "priority"]):
        raise Mismatch(
            "The first migration makes the column priority already.",
            expected="tasks without a priority after the first step, with one at the end",
            actual="a priority after the first step",
        )
    for word in words[:2]:
        database.execute("INSERT INTO tasks (title) VALUES (%s)", word)
    alembic("upgrade", "head")
    has_columns(database, COLUMNS)
    found = database.query("SELECT title, priority FROM tasks ORDER BY id")
    assert found == [{"title": word, "priority": 3} for word in words[:2]]


@pytest.mark.criterion("there-and-back")
def test_a_step_down_and_up_keeps_all_tasks(alembic, database, words):
    alembic("upgrade", "head")
    for word in words[:2]:
        database.execute(FULL, word, f"many {word}")
    before = database.query(KEPT)
    alembic("downgrade", "base+1")
    if "priority" in database.table("tasks").columns:
        raise Mismatch(
            "The way down to the first migration leaves the column priority there.",
            expected="tasks as the first migration has made them",
            actual="tasks with a priority",
        )
    alembic("upgrade", "head")
    assert database.query(KEPT) == before


@pytest.mark.criterion("there-and-back")
def test_all_the_way_down_and_up_again(alembic, database):
    alembic("upgrade", "head")
    alembic("downgrade", "base")
    assert [name for name in database.tables() if name != "alembic_version"] == []
    alembic("upgrade", "head")
    has_columns(database, COLUMNS)


@pytest.mark.criterion("no-drift")
def test_models_and_tables_agree(alembic):
    alembic("upgrade", "head")
    alembic("check")


@pytest.mark.criterion("database-fills-in")
def test_a_title_is_enough(alembic, database, words):
    alembic("upgrade", "head")
    database.execute("INSERT INTO tasks (title) VALUES (%s)", words[0])
    (row,) = database.rows("tasks")
    filled = {name: row[name] for name in ("title", "description", "status", "priority", "due")}
    assert filled == {"title": words[0], "description": "", "status": "todo", "priority": 3, "due": None}
    assert row["created_at"] is not None


@pytest.mark.criterion("database-refuses")
def test_the_database_holds_the_rules(alembic, database, words):
    alembic("upgrade", "head")
    for word in words[:2]:
        database.execute("INSERT INTO tasks (title) VALUES (%s)", word)
    for column, values in {"status": ["doing", "done", "todo"], "priority": [1, 5]}.items():
        for value in values:
            database.execute(f"UPDATE tasks SET {column} = %s", value)
    for column, value in [("title", words[0]), ("status", "perhaps"), ("priority", 0), ("priority", 6)]:
        try:
            database.execute(f"UPDATE tasks SET {column} = %s", value)
        except Refused:
            continue
        raise Mismatch(
            f"The table takes this in {column}, although no task may have it.",
            expected="a refusal by the database",
            actual=f"two tasks whose {column} is {value}",
        )
