"""Checks of schema.sql: two tables, and the rows that the database must refuse."""

import re
from decimal import Decimal

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.database import Refused


@pytest.fixture
def amina(tables, add):
    """The id of a user, who is not the first one."""
    names = ("Boris", "Chen", "Amina")
    add("users", *({"email": f"{name.lower()}@example.com", "name": name} for name in names))
    return tables.query("SELECT id FROM users WHERE name = 'Amina'")[0]["id"]


@pytest.fixture
def refuses(insert):
    """The database itself refuses a row."""

    def refuses(what, rule, table, **row):
        try:
            insert(table, row)
        except Refused:
            return
        advice = f"{rule} in schema.sql would forbid it."
        raise Mismatch(f"The database has taken {what}.", "ERROR", "INSERT 0 1", advice)

    return refuses


def has_columns(database, table, *names):
    there = database.table(table).columns
    if missing := [name for name in names if name not in there]:
        raise Mismatch(
            f"The table {table} lacks {' and '.join(missing)}.",
            expected=", ".join(names),
            actual=", ".join(there),
            help="In double quotes, big letters stay big. Write the names without quotes."
            if set(missing) & {name.lower() for name in there}
            else None,
        )


def are_two_ids(found):
    if len({one for one in found if isinstance(one, int)}) != 2:
        raise Mismatch(
            "The database does not give each row an id of its own.",
            expected="two different whole numbers",
            actual=", ".join(map(str, found)),
            help="GENERATED ALWAYS AS IDENTITY behind the type of the column lets the database count.",
        )


@pytest.mark.criterion("users-table")
def test_there_is_a_table_of_users(tables, add):
    has_columns(tables, "users", "id", "email", "name", "created_at")
    add("users", {"email": "amina@example.com", "name": "Amina"})
    assert tables.query("SELECT email, name FROM users") == [{"email": "amina@example.com", "name": "Amina"}]


@pytest.mark.criterion("id-given")
def test_the_database_gives_ids(tables, add):
    add("users", *({"email": f"{name}@example.com", "name": name} for name in ("amina", "boris")))
    are_two_ids([row["id"] for row in tables.query("SELECT id FROM users")])
    if tables.table("users").primary_key != ["id"]:
        raise Mismatch(
            "The primary key of users is another one.",
            expected="id",
            actual=", ".join(tables.table("users").primary_key) or "there is none",
        )


@pytest.mark.criterion("email-unique")
def test_an_email_is_there_once(add, refuses):
    add("users", *({"email": f"{name}@example.com", "name": "Amina"} for name in ("amina", "boris")))
    refuses("a second user with this email", "UNIQUE", "users", email="amina@example.com", name="Chen")


@pytest.mark.criterion("columns-required")
def test_a_user_has_an_email_and_a_name(refuses):
    refuses("a user without an email", "NOT NULL", "users", name="Amina")
    refuses("a user without a name", "NOT NULL", "users", email="amina@example.com")


@pytest.mark.criterion("created-at-default")
def test_the_moment_is_that_of_the_insert(tables, add):
    column = tables.table("users").columns["created_at"]
    if not re.fullmatch(r"timestamp(\(\d\))? with time zone", column.type):
        raise Mismatch(
            "created_at does not keep a time zone.",
            expected="timestamp with time zone",
            actual=column.type,
            help="Its short name is timestamptz.",
        )
    add("users", {"email": "amina@example.com", "name": "Amina"})
    asked = "SELECT age(now(), created_at) BETWEEN '-1 minute' AND '1 minute' AS is_now FROM users"
    assert tables.query(asked) == [{"is_now": True}]
    if (column.default or "").startswith("'"):
        raise Mismatch(
            "Every user gets the same moment: the one at which the table was made.",
            expected="now()",
            actual=column.default,
            help="A moment in quotes is worked out once. now() is asked for each row.",
        )


@pytest.mark.criterion("orders-table")
def test_there_is_a_table_of_orders(tables, add, refuses, amina):
    has_columns(tables, "orders", "id", "user_id", "product", "price")
    whole = {"user_id": amina, "product": "Lamp", "price": 5}
    add("orders", whole)
    add("orders", {**whole, "product": "Cup"})
    are_two_ids([row["id"] for row in tables.query("SELECT id FROM orders")])
    for missing in whole:
        given = {name: value for name, value in whole.items() if name != missing}
        refuses(f"an order without {missing}", "NOT NULL", "orders", **given)


@pytest.mark.criterion("order-has-its-user")
def test_an_order_belongs_to_somebody(refuses, amina, rng):
    nobody = amina + rng.randint(1, 9)
    what = f"an order of user {nobody}, who is not there"
    refuses(what, "REFERENCES users (id)", "orders", user_id=nobody, product="Cup", price=5)


@pytest.mark.criterion("price-exact")
def test_a_price_keeps_its_cents(tables, add, amina, rng):
    price = Decimal(rng.randrange(1_000_001, 9_999_999, 2)) / 100
    add("orders", {"user_id": amina, "product": "Boat", "price": price})
    (row,) = tables.query("SELECT price FROM orders")
    kind = tables.table("orders").columns["price"].type
    if not isinstance(row["price"], Decimal) or row["price"] != price:
        raise Mismatch(
            "The price is not kept as it was, or not as numeric.",
            expected=f"{price} in a column of type numeric",
            actual=f"{row['price']} in a column of type {kind}",
        )


@pytest.mark.criterion("price-not-negative")
def test_a_price_is_not_negative(add, refuses, amina, rng):
    add("orders", {"user_id": amina, "product": "Gift", "price": 0})
    price = Decimal(rng.randint(-999, -1)) / 100
    refuses(f"the price {price}", "CHECK (price >= 0)", "orders", user_id=amina, product="Lamp", price=price)


@pytest.mark.criterion("schema-runs-twice")
def test_the_schema_can_run_again(tables, add):
    add("users", {"email": "amina@example.com", "name": "Amina"})
    tables.run_file("schema.sql")
    assert tables.query("SELECT email FROM users") == [{"email": "amina@example.com"}]
