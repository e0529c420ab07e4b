"""PostgreSQL of the course's own: a fresh database for each check, and walls between learners."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from grader.services.postgres import NoServer, Postgres
from grader.services.postgres_tenant import Tenant
from grader.subject.faults import SubjectFault, TimedOut
from grader.subject.launcher import Launcher
from grader.subject.limits import Limits
from grader.subject.nursery import Nursery
from grader.subject.scratch import Snapshot
from grader.subject.subject import Subject
from grader.toolbox.database import Database, Refused, statements

_TABLES = """
CREATE TABLE users (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL UNIQUE,
    born date CHECK (born > '1900-01-01')
);
CREATE TABLE posts (id serial PRIMARY KEY, user_id integer REFERENCES users (id), title varchar(40));
CREATE INDEX ON posts (user_id, title);
INSERT INTO users (email) VALUES ('amina@example.com'), ('boris@example.com');
SELECT email FROM users ORDER BY id;
"""


@pytest.fixture
def subject(launcher: Launcher, tenant: Tenant, tmp_path) -> Iterator[Subject]:
    files = {"schema.sql": _TABLES.encode(), "wrong.sql": b"SELECT 1;\n\nSELEC 2;\n", "psql.sql": b"SELECT 1;\n\\dt\n"}
    files["half.sql"] = b"CREATE TABLE kept (id int);\nINSERT INTO kept VALUES (1);\nBEGIN;\nDELETE FROM kept;\nNO;\n"
    files["ask.py"] = b"""
import os, sys, psycopg
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    print(connection.execute(sys.argv[1]).fetchall())
"""
    snapshot = Snapshot(tmp_path, files, {}, (), "name")
    nursery = Nursery(launcher, snapshot, Limits(), (), tenant.environment, (tenant.address.port,))
    subject = Subject(nursery)
    yield subject
    subject.close()
    nursery.close()


@pytest.fixture
def database(tenant: Tenant, subject: Subject) -> Database:
    return Database(tenant, subject)


DatabaseOf = Callable[[str], Database]


@pytest.fixture
def database_of(tenant: Tenant, launcher: Launcher, tmp_path: Path) -> Iterator[DatabaseOf]:
    """The database of a learner who has handed in `file.sql`."""
    with contextlib.ExitStack() as stack:

        def database_of(text: str) -> Database:
            nursery = Nursery(launcher, Snapshot(tmp_path, {"file.sql": text.encode()}, {}, (), "name"), Limits())
            stack.callback(nursery.close)
            return Database(tenant, Subject(nursery))

        yield database_of


def test_a_database_is_empty_after_each_check(tenant: Tenant) -> None:
    for _ in range(3):
        with psycopg.connect(tenant.url) as connection:
            connection.execute("CREATE TABLE things (id int)")
        tenant.touch()
        tenant.renew()
        tenant.ready()


def test_what_is_made_once_is_there_in_each_check(tenant: Tenant, database: Database, subject: Subject) -> None:
    made = []

    def make() -> list[int]:
        made.append("once")
        database.execute("CREATE TABLE things (id int)")
        return [1, 2]

    for _ in range(3):
        tenant.renew()
        tenant.touch()
        subject.transcript.entries.clear()
        assert database.tables() == []
        people = database.once("things", make)
        assert (people, database.tables()) == ([1, 2], ["things"])
        assert [entry.asked for entry in subject.transcript.entries] == ["psql -c 'CREATE TABLE things (id int)'"]
        people.append(3)
        database.execute("INSERT INTO things VALUES (1)")
        assert database.rows("things") == [{"id": 1}]
    assert made == ["once"]
    tenant.forget()
    tenant.renew()
    tenant.touch()
    database.once("things", make)
    assert made == ["once", "once"]


def test_a_database_with_somebody_in_it_is_not_kept(tenant: Tenant) -> None:
    with psycopg.connect(tenant.url):
        tenant.keep("busy")
    assert not tenant.keeps("busy")


def test_learners_do_not_enter_what_is_kept(server: Postgres, tenant: Tenant) -> None:
    tenant.keep("empty")
    names = [row[0] for row in tenant.admin.execute("SELECT datname FROM pg_database").fetchall()]
    kept = [name for name in names if name.startswith(f"{tenant.name}_")]
    assert len(kept) >= 2
    for name in kept:
        with pytest.raises(psycopg.OperationalError, match="not currently accepting connections"):
            psycopg.connect(tenant.url, dbname=name)
    tenant.forget()
    left = [row[0] for row in tenant.admin.execute("SELECT datname FROM pg_database").fetchall()]
    assert len([name for name in left if name.startswith(f"{tenant.name}_")]) <= 1


def test_connections_that_are_left_open_do_not_hold_it_up(tenant: Tenant) -> None:
    connections = [psycopg.connect(tenant.url) for _ in range(10)]
    tenant.touch()
    tenant.renew()
    tenant.ready()
    with pytest.raises(psycopg.OperationalError):
        connections[0].execute("SELECT 1")
    for connection in connections:
        connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "COPY (SELECT 1) TO '/tmp/out'",
        "SELECT pg_read_file('postgresql.conf')",
        "CREATE ROLE other SUPERUSER",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
        "ALTER SYSTEM SET log_statement = 'none'",
        "SET log_statement = 'none'",
        "CREATE DATABASE other",
        "CREATE EXTENSION file_fdw",
        "SET ROLE postgres",
    ],
)
def test_a_learner_has_no_more_rights_than_needed(tenant: Tenant, statement: str) -> None:
    with psycopg.connect(tenant.url, autocommit=True) as connection, pytest.raises(psycopg.Error, match=r"denied|must"):
        connection.execute(statement.encode())


@pytest.mark.parametrize("name", ["postgres", "template1"])
def test_other_databases_are_closed(tenant: Tenant, name: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(tenant.url, dbname=name)


def test_a_learner_does_not_see_the_data_of_another(server: Postgres, tenant: Tenant) -> None:
    other = Tenant(server.address())
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(tenant.url, dbname=other.name)
    other.close()


def test_nobody_enters_without_a_password(tenant: Tenant) -> None:
    for user in ("postgres", tenant.name):
        with pytest.raises(psycopg.OperationalError, match="no password"):
            psycopg.connect(tenant.url, user=user, password="")


def test_a_server_leaves_nothing_behind(tmp_path) -> None:
    server = Postgres.start()
    folder = server.address().log.parent
    server.close()
    assert not folder.exists()


def test_a_server_ends_with_whoever_started_it() -> None:
    lines = "from grader.services.postgres import Postgres\n"
    lines += "server = Postgres.start()\nprint(server.address().log.parent, flush=True)\ninput()"
    with subprocess.Popen(
        [sys.executable, "-c", lines], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as owner:
        folder = Path(owner.stdout.readline().strip())
        assert folder.exists()
        owner.kill()
    end = time.monotonic() + 20
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not folder.exists()


def test_a_server_that_cannot_start_says_why(open_folder: Path) -> None:
    (open_folder / "PG_VERSION").write_text("18\n")
    server = Postgres.start(kept=open_folder)
    with pytest.raises(NoServer, match=r"postgresql\.conf"):
        server.address()
    server.close()


def test_data_can_be_kept(open_folder: Path) -> None:
    for number in (0, 1):
        server = Postgres.start(kept=open_folder / "data")
        with psycopg.connect(server.address().admin) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS things (id int)")
            assert connection.execute("SELECT count(*) FROM things").fetchone() == (number,)
            connection.execute("INSERT INTO things VALUES (1)")
        server.close()


# -- the database as a check sees it ---------------------------------------------------------------


def test_the_learners_program_finds_its_database(subject: Subject, database: Database) -> None:
    database.run_file("schema.sql")
    assert subject.program("ask.py", "SELECT count(*) FROM users").stdout == "[(2,)]\n"


def test_a_file_gives_the_rows_of_each_query(database: Database) -> None:
    assert database.run_file("schema.sql")[-1] == [{"email": "amina@example.com"}, {"email": "boris@example.com"}]


@pytest.mark.parametrize(
    ("name", "problem", "line"), [("wrong.sql", "syntax error", 3), ("psql.sql", "only psql knows", 2)]
)
def test_a_file_that_is_refused_names_the_line(database: Database, name: str, problem: str, line: int) -> None:
    with pytest.raises(SubjectFault, match=problem) as found:
        database.run_file(name)
    assert (found.value.where.file, found.value.where.line) == (name, line)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"]),
        ("SELECT ';'; -- a; b\nSELECT 'it''s;'", ["SELECT ';'", "-- a; b\nSELECT 'it''s;'"]),
        ('SELECT ";" /* ; */;', ['SELECT ";" /* ; */']),
        ("DO $$ BEGIN; END $$;\n;\n-- the end;\n", ["DO $$ BEGIN; END $$"]),
        ("SELECT $a$ ; $b$ ; $a$, e'\\';';SELECT 3", ["SELECT $a$ ; $b$ ; $a$, e'\\';'", "SELECT 3"]),
    ],
)
def test_statements_end_where_they_end(text: str, found: list[str]) -> None:
    assert [statement for _, statement in statements(text)] == found
    assert all(text[start:].startswith(statement) for start, statement in statements(text))


def test_statements_of_a_file_are_not_one_transaction(tenant: Tenant, subject: Subject, database: Database) -> None:
    with pytest.raises(SubjectFault, match="syntax error"):
        database.run_file("half.sql")
    assert database.rows("kept") == [{"id": 1}]


def test_a_table_tells_its_columns_and_keys(database: Database) -> None:
    database.run_file("schema.sql")
    users, posts = database.table("users"), database.table("posts")
    assert database.tables() == ["posts", "users"]
    assert {name: (column.type, column.nullable) for name, column in users.columns.items()} == {
        "id": ("integer", False),
        "email": ("text", False),
        "born": ("date", True),
    }
    assert (users.columns["id"].default, posts.columns["title"].type) == ("identity", "character varying(40)")
    assert (users.primary_key, posts.foreign_keys) == (["id"], {"user_id": "users.id"})
    assert (users.unique("email"), users.unique("born"), posts.unique("user_id")) == (True, False, False)
    assert (posts.indexed("user_id"), posts.indexed("title")) == (True, False)
    assert len(users.checks) == 1


def test_a_missing_table_is_told(database: Database) -> None:
    with pytest.raises(SubjectFault, match="There is no table users"):
        database.table("users")


def test_the_database_refuses(database: Database) -> None:
    database.run_file("schema.sql")
    with pytest.raises(Refused, match="duplicate key"):
        database.execute("INSERT INTO users (email) VALUES (%s)", "amina@example.com")


def test_what_was_asked_is_shown_as_psql_shows_it(subject: Subject, database: Database) -> None:
    database.run_file("schema.sql")
    database.query("SELECT id, email FROM users WHERE email LIKE %s", "a%")
    assert [line.text for line in subject.transcript.lines()][-5:] == [
        "$ psql -c \"SELECT id, email FROM users WHERE email LIKE 'a%'\"",
        " id | email",
        "----+-------------------",
        " 1  | amina@example.com",
        "(1 row)",
    ]


def test_the_statements_of_a_program_are_known(subject: Subject, database: Database) -> None:
    database.run_file("schema.sql")
    with database.queries() as asked:
        subject.program("ask.py", "SELECT email\nFROM users WHERE id = 1")
        database.query("SELECT 'by the check'")
    assert [one.sql for one in asked] == ["SELECT email FROM users WHERE id = 1"]


def test_who_comes_while_a_lock_is_held_meets_the_others_there(tenant: Tenant, database: Database) -> None:
    database.run_file("schema.sql")

    def change(email: str) -> None:
        with psycopg.connect(tenant.url) as learner:
            learner.execute("UPDATE users SET email = %s WHERE id = 1", [email])

    lock = "SELECT 1 FROM users WHERE id = 1 FOR UPDATE"
    with ThreadPoolExecutor() as pool, database.held(lock) as wait_for:  # the lock goes before the pool is waited for
        for many, email in enumerate(["first@example.com", "second@example.com"], 1):
            pool.submit(change, email)
            assert wait_for(many)
        assert database.rows("users")[0]["email"] == "amina@example.com"
    assert database.rows("users")[0]["email"] == "second@example.com"


def test_nobody_waits_for_those_who_do_not_come(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.toolbox.database._PATIENCE", 0.05)
    database.run_file("schema.sql")
    with database.held("LOCK TABLE users IN SHARE MODE") as wait_for:
        assert not wait_for(1)


def test_a_lock_on_what_is_not_there(database: Database) -> None:
    with pytest.raises(Refused, match="does not exist"), database.held("LOCK TABLE users IN SHARE MODE"):
        pytest.fail("Nobody holds a lock here.")


# -- what a file of a learner's may not do ---------------------------------------------------------


@pytest.mark.parametrize("way", ["RESET ROLE", "SET ROLE NONE", "SET SESSION AUTHORIZATION DEFAULT", "DISCARD ALL"])
@pytest.mark.parametrize(
    "deed",
    [
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "SELECT pg_read_file('postgresql.conf')",
        "CREATE ROLE other",
        "SET ROLE postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'",
    ],
)
def test_a_file_has_no_way_to_more_rights(database_of: DatabaseOf, way: str, deed: str) -> None:
    with pytest.raises(Refused, match=r"denied|must|cannot run inside a transaction"):
        database_of(f"{way};\n{deed};\n").run_file("file.sql")


@pytest.mark.parametrize(
    "statement", ["REVOKE CONNECT ON DATABASE {name} FROM {name}", "ALTER DATABASE {name} CONNECTION LIMIT 0"]
)
def test_a_learner_who_closes_the_database_is_told(tenant: Tenant, database: Database, statement: str) -> None:
    with psycopg.connect(tenant.url, autocommit=True) as connection:
        connection.execute(statement.format(name=tenant.name).encode())
    with pytest.raises(SubjectFault, match="lets nobody in any more"):
        database.tables()


def test_a_file_that_never_ends_is_ended(database_of: DatabaseOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.toolbox.database._LONGEST", 0.3)
    database = database_of("CREATE TABLE things (id int);\nSET statement_timeout = 0;\nSELECT pg_sleep(600);\n")
    with pytest.raises(TimedOut, match=r"file\.sql has not ended within 0\.3 seconds") as found:
        database.run_file("file.sql")
    assert found.value.where.line == 3
    assert database.tables() == ["things"]


@pytest.mark.parametrize(
    "asked", ["generate_series(1, 100000000)", "repeat('x', 900000000)", "repeat('x', 2000000000)"]
)
def test_a_file_that_asks_for_everything_gets_some(database_of: DatabaseOf, asked: str) -> None:
    database = database_of(f"\nSELECT {asked};\n")
    with pytest.raises(SubjectFault, match=r"file\.sql") as found:
        database.run_file("file.sql")
    assert found.value.where.line == 2
    assert database.query("SELECT 1 AS one") == [{"one": 1}]


def test_no_process_of_it_is_left() -> None:
    server = Postgres.start()
    port = server.address().port
    server.close()
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert f"-p {port}" not in running
