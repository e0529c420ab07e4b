"""Checks of data.sql and changes.sql: what is in the tables after them."""

import contextlib
from collections import Counter

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.database import Refused

CHEN, BORIS = "chen@example.com", "boris@example.com"


@pytest.mark.criterion("sample-data")
def test_there_are_users_and_orders(tables):
    tables.run_file("data.sql")
    users, orders = tables.rows("users"), tables.rows("orders")
    had = Counter(order["user_id"] for order in orders)
    wanted = {
        "five users": len(users) >= 5,
        "six orders": len(orders) >= 6,
        "a user with two orders or more": max(had.values(), default=0) > 1,
        "a user without an order": len(had) < len(users),
    }
    if missing := [what for what, is_there in wanted.items() if not is_there]:
        raise Mismatch(
            "data.sql does not insert all that the brief asks for.",
            expected=" and ".join(missing),
            actual=f"{len(users)} users, {len(orders)} orders of {len(had)} of them",
        )


@pytest.mark.criterion("data-finds-its-users")
def test_orders_find_their_users(tables, add):
    tables.run_file("data.sql")
    names = sorted({row["name"] for row in tables.rows("users")})  # others may have the same names
    tables.execute("TRUNCATE users, orders")
    add("users", *({"email": f"{name.lower()}@elsewhere.example", "name": name} for name in names))
    ids = {row["id"] for row in tables.query("SELECT id FROM users")}
    tables.run_file("data.sql")
    wrong = [order["product"] for order in tables.rows("orders") if order["user_id"] in ids]
    if wrong:
        raise Mismatch(
            "There were users in the table before data.sql came, and now they have its orders.",
            expected="every order with a user of data.sql",
            actual=f"{', '.join(wrong)}: with somebody else",
            help="Look the id up by the email; do not count on which number it is.",
        )


def in_database(database):
    """Who is there, under which name, with which product; no product for a user without an order."""
    asked = (
        "SELECT users.email, users.name, orders.product"
        " FROM users LEFT JOIN orders ON orders.user_id = users.id ORDER BY 1, 3"
    )
    return [(row["email"], row["name"], row["product"] or "-") for row in database.query(asked)]


def inserted(people, orders):
    products = {email: sorted(one.product for one in orders if one.email == email) or ["-"] for email in people}
    return [(email, people[email], product) for email in sorted(people) for product in products[email]]


@pytest.fixture
def changed(tables, people, orders):
    """What is in the database after changes.sql."""
    tables.run_file("changes.sql")
    found = in_database(tables)
    if found == inserted(people, orders):
        raise Mismatch(
            "changes.sql has run, and everything is as it was before.",
            help="Without COMMIT; at the end, PostgreSQL forgets what came after BEGIN.",
        )
    return found


@pytest.fixture
def are_left(written):
    """These rows are in the database; the message shows only those in which it differs."""

    def are_left(said, found, expected, advice=None):
        if found != expected:
            lost = [row for row in expected if row not in found]
            new = [row for row in found if row not in expected]
            raise Mismatch(said, written(lost), written(new), advice)

    return are_left


@pytest.mark.criterion("user-renamed")
def test_one_user_gets_another_name(people, changed):
    found = {email: name for email, name, _ in changed}
    assert found == {email: {**people, CHEN: "Chenda"}[email] for email in found}


@pytest.mark.criterion("user-removed")
def test_one_user_goes_with_their_orders(people, orders, changed, are_left):
    found = [(email, product) for email, _, product in changed]
    kept = [(email, product) for email, _, product in inserted(people, orders) if email != BORIS]
    are_left("Other users and orders are left.", found, kept)


@pytest.mark.criterion("all-or-nothing")
@pytest.mark.parametrize(
    "obstacle",
    [
        "ALTER TABLE users ADD CONSTRAINT no_chenda CHECK (name <> 'Chenda')",
        "CREATE TABLE debts (user_id bigint REFERENCES users (id));"
        f" INSERT INTO debts SELECT id FROM users WHERE email = '{BORIS}'",
    ],
    ids=["forbidden name", "user with debts"],
)
def test_all_of_it_happens_or_nothing(tables, people, orders, are_left, obstacle):
    tables.execute(obstacle)
    with contextlib.suppress(Refused):
        tables.run_file("changes.sql")
    said = "PostgreSQL has refused one part, and another part has happened all the same."
    are_left(said, in_database(tables), inserted(people, orders), "BEGIN makes one whole of all up to COMMIT.")
