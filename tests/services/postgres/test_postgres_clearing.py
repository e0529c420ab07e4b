"""A database that is emptied in place is as good as a new one; where that is not certain, a new one is made."""

from __future__ import annotations

import psycopg
import pytest

from grader.services.postgres_clearing import _MOST
from grader.services.postgres_tenant import Tenant

_USUAL = [
    "CREATE TABLE things (id serial PRIMARY KEY, name text UNIQUE); INSERT INTO things (name) VALUES ('one')",
    "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE days (mood mood); CREATE VIEW moods AS SELECT mood FROM days",
    "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE SEQUENCE numbers",
    "CREATE TEMP TABLE passing (id int)",
    "DROP SCHEMA public",
    "DROP SCHEMA public; CREATE SCHEMA public; CREATE TABLE public.things (id int)",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC; COMMENT ON SCHEMA public IS 'mine'",
]
_UNUSUAL = [
    "CREATE SCHEMA other; CREATE TABLE other.things (id int)",
    "CREATE EXTENSION pg_trgm",
    "ALTER DATABASE {name} SET search_path = other",
    "ALTER DATABASE {name} CONNECTION LIMIT 1",
    "COMMENT ON DATABASE {name} IS 'mine'",
    "GRANT CONNECT ON DATABASE {name} TO PUBLIC",
    "ALTER ROLE {name} SET search_path = other",
    "ALTER ROLE {name} PASSWORD 'another'",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC",
    "SELECT lo_create(0)",
    "CREATE PUBLICATION news",
]
_ABOUT_PUBLIC = """
    SELECT nspowner::regrole::text, nspacl::text, obj_description(oid, 'pg_namespace') FROM pg_namespace
    WHERE nspname = 'public'
"""
_EVERYTHING = """
    SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_type), (SELECT count(*) FROM pg_proc),
           (SELECT count(*) FROM pg_depend), (SELECT count(*) FROM pg_namespace WHERE nspname !~ 'temp_'),
           (SELECT count(*) FROM pg_largeobject_metadata), current_setting('search_path')
"""


def _look(tenant: Tenant) -> list[object]:
    with psycopg.connect(tenant.url) as connection:
        return [connection.execute(question.encode()).fetchall() for question in (_ABOUT_PUBLIC, _EVERYTHING)]


def _database(tenant: Tenant) -> object:
    return tenant.admin.execute("SELECT oid FROM pg_database WHERE datname = %s", [tenant.name]).fetchone()


def _do(tenant: Tenant, statements: str) -> None:
    with psycopg.connect(tenant.url, autocommit=True) as connection:
        for statement in statements.format(name=tenant.name).split("; "):
            connection.execute(statement.encode())


def _next_check(tenant: Tenant) -> None:
    tenant.touch()
    tenant.renew()
    tenant.ready()


@pytest.mark.parametrize("statements", _USUAL)
def test_it_is_emptied_in_place(tenant: Tenant, statements: str) -> None:
    new, database = _look(tenant), _database(tenant)
    for _ in range(2):
        _do(tenant, statements)
        _next_check(tenant)
        assert (_look(tenant), _database(tenant)) == (new, database)


@pytest.mark.parametrize("statements", _UNUSUAL)
def test_a_new_one_is_made_where_more_has_changed(tenant: Tenant, statements: str) -> None:
    new, database = _look(tenant), _database(tenant)
    for _ in range(2):
        _do(tenant, statements)
        _next_check(tenant)
        assert _look(tenant) == new
        assert _database(tenant) != database


def test_who_is_still_in_the_middle_of_something_does_not_hold_it_up(tenant: Tenant) -> None:
    _do(tenant, "CREATE TABLE things (id int)")
    connection = psycopg.connect(tenant.url)
    connection.execute("LOCK TABLE things")
    _next_check(tenant)
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    connection.close()


def test_now_and_then_it_is_a_new_one(tenant: Tenant) -> None:
    database = _database(tenant)
    for _ in range(_MOST):
        _next_check(tenant)
    assert _database(tenant) == database
    _next_check(tenant)
    assert _database(tenant) != database


def test_after_a_copy_of_what_was_kept_it_is_empty_again(tenant: Tenant) -> None:
    new = _look(tenant)
    _do(tenant, "CREATE TABLE things (id int)")
    tenant.keep("things")
    for _ in range(3):
        _next_check(tenant)
        assert _look(tenant) == new
        tenant.take("things")
        assert _look(tenant) != new
