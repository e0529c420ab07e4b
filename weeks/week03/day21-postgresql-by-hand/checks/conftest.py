"""The learner's two tables, and users and orders in them that nobody knows beforehand."""

import contextlib
import dataclasses
from decimal import Decimal

import pytest

from grader.toolbox import Mismatch
from grader.toolbox.database import Refused

WITH_AR = ["CARLA", "MARTA", "OMAR"]
OTHERS = ["Diego", "Elif", "Fatou", "Hana", "Ines", "Jonas", "Kofi"]
PRODUCTS = ["Bag", "Bell", "Bread", "Chair", "Clock", "Cup", "Lamp", "Milk", "Plate", "Rice", "Table", "Tea"]
CHEN, NAMESAKE, BORIS = "chen@example.com", "chen@example.org", "boris@example.com"


@dataclasses.dataclass(frozen=True)
class Order:
    email: str
    product: str
    price: Decimal


@pytest.fixture
def tables(database):
    """A database after schema.sql."""
    database.run_file("schema.sql")
    return database


@pytest.fixture
def insert(tables):
    """Insert rows: insert("users", {"email": "amina@example.com", "name": "Amina"})."""

    def insert(table, *rows):
        places = f"({', '.join(['%s'] * len(rows[0]))})"
        values = [value for row in rows for value in row.values()]
        tables.execute(f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES {', '.join([places] * len(rows))}", *values)

    return insert


@pytest.fixture
def add(insert):
    """Insert rows that the brief allows."""

    def add(table, *rows):
        advice = f"A row with {' and '.join(rows[0])} is complete: all other columns have a default, or may be empty."
        with allowed(advice):
            insert(table, *rows)

    return add


@contextlib.contextmanager
def allowed(advice):
    try:
        yield
    except Refused as problem:
        raise Mismatch("The database refuses a row that the brief allows.", "no error", problem, advice) from None


@pytest.fixture
def people(add, rng):
    """Users, as {email: name}. Two are called Chen; they were inserted in no order that a query asks for."""
    names = sorted(["Arjun", "Boris", rng.choice(WITH_AR), rng.choice(OTHERS)], reverse=True)
    letters = sorted(rng.sample("defghijk", len(names)))
    people = {f"{letter}.{name.lower()}@example.com": name for letter, name in zip(letters, names, strict=True)}
    people = {BORIS if name == "Boris" else email: name for email, name in people.items()}
    people = {NAMESAKE: "Chen", **people, CHEN: "Chen"}
    add("users", *({"email": email, "name": name} for email, name in people.items()))
    return people


@pytest.fixture
def orders(tables, people, rng):
    """Orders. Some cost more than 50 only together, some exactly 50; no two prices or totals are equal."""
    rich, exact, _ = rng.sample([email for email in people if email not in (CHEN, NAMESAKE, BORIS)], 3)
    part = rng.randint(2010, 2490)
    cents = {
        NAMESAKE: [rng.randint(4000, 4500)],
        CHEN: [rng.randint(1600, 1890)],
        BORIS: [rng.randint(3200, 3900), rng.randint(1900, 2000)],
        rich: [rng.randint(1500, 1590), rng.randint(3000, 3090), rng.randint(3100, 3190)],
        exact: [part, 5000 - part],
    }
    products = iter(rng.sample(PRODUCTS, 9))
    orders = [Order(email, next(products), Decimal(price) / 100) for email in cents for price in cents[email]]
    rng.shuffle(orders)
    places = ", ".join(["(%s, %s, %s)"] * len(orders))
    with allowed("A row with user_id and product and price is complete."):
        tables.execute(
            "INSERT INTO orders (user_id, product, price) SELECT users.id, bought.product, bought.price::numeric"
            f" FROM users JOIN (VALUES {places}) AS bought (email, product, price) USING (email)",
            *(value for order in orders for value in dataclasses.astuple(order)),
        )
    return orders


@pytest.fixture
def written():
    """Rows in one line, for a message."""
    return lambda rows: " / ".join(" | ".join(map(str, row)) for row in rows) or "no rows"
