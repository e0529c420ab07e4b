"""Checks of day 22: the table that the model makes, and the moment it keeps."""

import re

import pytest

from grader.toolbox import Mismatch, RemoteError

# In a zone nine hours ahead of UTC.
FAR_EAST = """
import os
import time

def travel_east():
    os.environ["TZ"] = "EAST-9"
    time.tzset()
"""


@pytest.mark.criterion("table-created")
def test_the_table_is_made(session, database):
    table = database.table("users")
    missing = {"id", "email", "name", "created_at"} - set(table.columns)
    if missing:
        raise Mismatch(
            "The table users has not all of its columns.",
            expected="id, email, name, created_at",
            actual=", ".join(table.columns),
        )
    if table.primary_key != ["id"]:
        raise Mismatch(
            "The primary key is not the id alone.", expected="id", actual=", ".join(table.primary_key) or "none"
        )


@pytest.mark.criterion("columns-required")
def test_no_column_may_be_empty(session, database):
    columns = database.table("users").columns
    empty = [name for name in ("email", "name", "created_at") if columns[name].nullable]
    if empty:
        raise Mismatch(
            "The database takes a user without a value here.",
            expected="NOT NULL for email, name and created_at",
            actual=f"NULL is allowed for {', '.join(empty)}",
            help="`Mapped[str]` means NOT NULL. With `Mapped[str | None]`, or with nullable=True, NULL is allowed.",
        )


@pytest.mark.criterion("column-types")
def test_columns_have_fitting_types(session, database):
    columns = database.table("users").columns
    fitting = {
        "id": r"integer|bigint",
        "email": r"text|character varying.*",
        "name": r"text|character varying.*",
        "created_at": r"timestamp(\(\d\))? with time zone",
    }
    for name, types in fitting.items():
        if not re.fullmatch(types, columns[name].type):
            raise Mismatch(
                f"The column {name} has another type.",
                expected={"id": "integer or bigint", "created_at": "timestamp with time zone"}.get(
                    name, "text or character varying"
                ),
                actual=columns[name].type,
                help="A column keeps its type until its table is made anew."
                if name != "created_at"
                else "`DateTime(timezone=True)` is the type of a moment that is the same everywhere.",
            )


@pytest.mark.criterion("email-unique")
def test_the_database_refuses_an_address_twice(save, people):
    (email, name), (_, another), *_ = people
    save([(email, name)])
    try:
        save([(email, another)])
    except RemoteError as error:
        if error.is_a("IntegrityError"):
            return
        raise
    raise Mismatch(
        "The database takes the same e-mail twice.",
        expected="a refusal: duplicate key value violates unique constraint",
        actual="two rows with the same e-mail",
        help="Another program can write to the table too. So the database itself has to know the rule: unique=True.",
    )


@pytest.mark.criterion("created-at-set")
def test_a_user_knows_the_moment_of_creation(session, crud, database, people):
    users = [crud.create_user(session, email, name) for email, name in people]
    moments = [row["created_at"] for row in database.rows("users", order_by="id")]
    if moments != sorted(set(moments)):
        raise Mismatch(
            "Users who were created one after the other do not have different moments.",
            expected="each moment after the one before",
            actual=", ".join(map(str, moments)),
            help="A default in brackets, such as datetime.now(), is worked out once, when the file is imported. "
            "Give the function itself, or leave it to the database.",
        )
    assert users[0].created_at == moments[0]


@pytest.mark.criterion("created-at-set")
def test_the_moment_is_right_everywhere(subject, session, crud, database, people):
    subject.define(FAR_EAST)()
    crud.create_user(session, *people[0])
    asked = "SELECT round(extract(epoch FROM created_at - now()) / 3600)::int AS hours_ahead FROM users"
    (user,) = database.query(asked)
    if user["hours_ahead"] != 0:
        raise Mismatch(
            "In a time zone nine hours east, the moment is wrong.",
            expected="the moment in which the user was created",
            actual=f"{user['hours_ahead']} hours from it",
            help="datetime.now() does not say in which zone it is. datetime.now(UTC) and func.now() do.",
        )
