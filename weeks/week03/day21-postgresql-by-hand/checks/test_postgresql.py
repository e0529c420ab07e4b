"""Checks of day 21: the learner's SQL in an empty database, with data that nobody knows beforehand."""

import contextlib
import dataclasses
import re
from collections import Counter, defaultdict
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


# -- the tables, and rows of our own in them -------------------------------------------------------


@pytest.fixture
def tables(database):
    """A database after schema.sql."""
    database.run_file("schema.sql")
    return database


def insert(database, table, *rows):
    places = f"({', '.join(['%s'] * len(rows[0]))})"
    values = [value for row in rows for value in row.values()]
    database.execute(f"INSERT INTO {table} ({', '.join(rows[0])}) VALUES {', '.join([places] * len(rows))}", *values)


def add(database, table, *rows):
    """Insert rows that the brief allows."""
    with allowed(f"A row with {' and '.join(rows[0])} is complete: all other columns have a default, or may be empty."):
        insert(database, table, *rows)


@contextlib.contextmanager
def allowed(advice):
    try:
        yield
    except Refused as problem:
        raise Mismatch("The database refuses a row that the brief allows.", "no error", problem, advice) from None


def refuses(database, what, rule, table, **row):
    """The database itself refuses a row."""
    try:
        insert(database, table, row)
    except Refused:
        return
    raise Mismatch(f"The database has taken {what}.", "ERROR", "INSERT 0 1", f"{rule} in schema.sql would forbid it.")


@pytest.fixture
def amina(tables):
    """The id of a user, who is not the first one."""
    names = ("Boris", "Chen", "Amina")
    add(tables, "users", *({"email": f"{name.lower()}@example.com", "name": name} for name in names))
    return tables.query("SELECT id FROM users WHERE name = 'Amina'")[0]["id"]


@pytest.fixture
def people(tables, rng):
    """Users, as {email: name}. Two are called Chen; they were inserted in no order that a query asks for."""
    names = sorted(["Arjun", "Boris", rng.choice(WITH_AR), rng.choice(OTHERS)], reverse=True)
    letters = sorted(rng.sample("defghijk", len(names)))
    people = {f"{letter}.{name.lower()}@example.com": name for letter, name in zip(letters, names, strict=True)}
    people = {BORIS if name == "Boris" else email: name for email, name in people.items()}
    people = {NAMESAKE: "Chen", **people, CHEN: "Chen"}
    add(tables, "users", *({"email": email, "name": name} for email, name in people.items()))
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


# -- schema.sql ------------------------------------------------------------------------------------


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
def test_there_is_a_table_of_users(tables):
    has_columns(tables, "users", "id", "email", "name", "created_at")
    add(tables, "users", {"email": "amina@example.com", "name": "Amina"})
    assert tables.query("SELECT email, name FROM users") == [{"email": "amina@example.com", "name": "Amina"}]


@pytest.mark.criterion("id-given")
def test_the_database_gives_ids(tables):
    add(tables, "users", *({"email": f"{name}@example.com", "name": name} for name in ("amina", "boris")))
    are_two_ids([row["id"] for row in tables.query("SELECT id FROM users")])
    if tables.table("users").primary_key != ["id"]:
        raise Mismatch(
            "The primary key of users is another one.",
            expected="id",
            actual=", ".join(tables.table("users").primary_key) or "there is none",
        )


@pytest.mark.criterion("email-unique")
def test_an_email_is_there_once(tables):
    add(tables, "users", *({"email": f"{name}@example.com", "name": "Amina"} for name in ("amina", "boris")))
    refuses(tables, "a second user with this email", "UNIQUE", "users", email="amina@example.com", name="Chen")


@pytest.mark.criterion("columns-required")
def test_a_user_has_an_email_and_a_name(tables):
    refuses(tables, "a user without an email", "NOT NULL", "users", name="Amina")
    refuses(tables, "a user without a name", "NOT NULL", "users", email="amina@example.com")


@pytest.mark.criterion("created-at-default")
def test_the_moment_is_that_of_the_insert(tables):
    column = tables.table("users").columns["created_at"]
    if not re.fullmatch(r"timestamp(\(\d\))? with time zone", column.type):
        raise Mismatch(
            "created_at does not keep a time zone.",
            expected="timestamp with time zone",
            actual=column.type,
            help="Its short name is timestamptz.",
        )
    add(tables, "users", {"email": "amina@example.com", "name": "Amina"})
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
def test_there_is_a_table_of_orders(tables, amina):
    has_columns(tables, "orders", "id", "user_id", "product", "price")
    whole = {"user_id": amina, "product": "Lamp", "price": 5}
    add(tables, "orders", whole)
    add(tables, "orders", {**whole, "product": "Cup"})
    are_two_ids([row["id"] for row in tables.query("SELECT id FROM orders")])
    for missing in whole:
        given = {name: value for name, value in whole.items() if name != missing}
        refuses(tables, f"an order without {missing}", "NOT NULL", "orders", **given)


@pytest.mark.criterion("order-has-its-user")
def test_an_order_belongs_to_somebody(tables, amina, rng):
    nobody = amina + rng.randint(1, 9)
    what = f"an order of user {nobody}, who is not there"
    refuses(tables, what, "REFERENCES users (id)", "orders", user_id=nobody, product="Cup", price=5)


@pytest.mark.criterion("price-exact")
def test_a_price_keeps_its_cents(tables, amina, rng):
    price = Decimal(rng.randrange(1_000_001, 9_999_999, 2)) / 100
    add(tables, "orders", {"user_id": amina, "product": "Boat", "price": price})
    (row,) = tables.query("SELECT price FROM orders")
    kind = tables.table("orders").columns["price"].type
    if not isinstance(row["price"], Decimal) or row["price"] != price:
        raise Mismatch(
            "The price is not kept as it was, or not as numeric.",
            expected=f"{price} in a column of type numeric",
            actual=f"{row['price']} in a column of type {kind}",
        )


@pytest.mark.criterion("price-not-negative")
def test_a_price_is_not_negative(tables, amina, rng):
    add(tables, "orders", {"user_id": amina, "product": "Gift", "price": 0})
    price = Decimal(rng.randint(-999, -1)) / 100
    refuses(tables, f"the price {price}", "CHECK (price >= 0)", "orders", user_id=amina, product="Lamp", price=price)


@pytest.mark.criterion("schema-runs-twice")
def test_the_schema_can_run_again(tables):
    add(tables, "users", {"email": "amina@example.com", "name": "Amina"})
    tables.run_file("schema.sql")
    assert tables.query("SELECT email FROM users") == [{"email": "amina@example.com"}]


# -- data.sql --------------------------------------------------------------------------------------


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
def test_orders_find_their_users(tables):
    tables.run_file("data.sql")
    names = sorted({row["name"] for row in tables.rows("users")})  # others may have the same names
    tables.execute("TRUNCATE users, orders")
    add(tables, "users", *({"email": f"{name.lower()}@elsewhere.example", "name": name} for name in names))
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


# -- queries.sql -----------------------------------------------------------------------------------


def answers(database, number, *columns):
    """The rows that a query of queries.sql answers with, as tuples."""
    rows = database.run_file("queries.sql")[number - 1]
    if rows and "to do" in rows[0].values():
        raise Mismatch(f"Query {number} is still to be done.")
    if rows and set(rows[0]) != set(columns):
        raise Mismatch(
            f"Query {number} answers with other columns.",
            expected=", ".join(columns),
            actual=", ".join(rows[0]),
            help="AS gives a column its name: SELECT 2 * 3 AS product",
        )
    return [tuple(row[name] for name in columns) for row in rows]


def agree(number, found, expected):
    if found != expected:
        same = Counter(found) == Counter(expected)
        raise Mismatch(
            f"Query {number} {'has the right rows in another order' if same else 'answers with other rows'}.",
            expected=written(expected),
            actual=written(found),
        )


def written(rows):
    return " / ".join(" | ".join(map(str, row)) for row in rows) or "no rows"


@pytest.mark.criterion("queries-run")
def test_there_are_six_queries(tables):
    count = len(tables.run_file("queries.sql"))
    if count != 6:
        raise Mismatch(
            "queries.sql should hold six statements, one for each question.",
            expected=6,
            actual=count,
            help="Let SELECT 'to do'; stand where one is missing.",
        )


@pytest.mark.criterion("users-listed")
def test_users_come_by_name(tables, people):
    expected = sorted((name, email) for email, name in people.items())
    agree(1, answers(tables, 1, "name", "email"), expected)


@pytest.mark.criterion("user-found")
def test_a_user_is_found_by_email(tables, people):
    (row,) = tables.query("SELECT id FROM users WHERE email = %s", CHEN)
    agree(2, answers(tables, 2, "id", "name", "email"), [(row["id"], "Chen", CHEN)])


@pytest.mark.criterion("names-searched")
def test_names_are_searched(tables, people):
    expected = sorted((name,) for name in people.values() if "ar" in name.lower())
    agree(3, answers(tables, 3, "name"), expected)


@pytest.mark.criterion("orders-joined")
def test_orders_show_their_user(tables, people, orders):
    dearest_first = sorted(orders, key=lambda order: -order.price)
    expected = [(people[order.email], order.product, order.price) for order in dearest_first]
    agree(4, answers(tables, 4, "name", "product", "price"), expected)


@pytest.mark.criterion("orders-counted")
def test_orders_are_counted(tables, people, orders):
    counts = Counter(order.email for order in orders)
    expected = [(name, counts[email]) for email, name in people.items()]
    agree(5, answers(tables, 5, "name", "order_count"), sorted(expected, key=lambda row: (-row[1], row[0])))


@pytest.mark.criterion("totals-filtered")
def test_totals_are_filtered(tables, people, orders):
    totals = defaultdict(Decimal)
    for order in orders:
        totals[order.email] += order.price
    expected = [(people[email], total) for email, total in totals.items() if total > 50]
    agree(6, answers(tables, 6, "name", "total"), sorted(expected, key=lambda row: -row[1]))


# -- changes.sql -----------------------------------------------------------------------------------


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


def are_left(said, found, expected, advice=None):
    """These rows are in the database; the message shows only those in which it differs."""
    if found != expected:
        lost, new = (
            [row for row in some if row not in others] for some, others in ((expected, found), (found, expected))
        )
        raise Mismatch(said, written(lost), written(new), advice)


@pytest.mark.criterion("user-renamed")
def test_one_user_gets_another_name(people, changed):
    found = {email: name for email, name, _ in changed}
    assert found == {email: {**people, CHEN: "Chenda"}[email] for email in found}


@pytest.mark.criterion("user-removed")
def test_one_user_goes_with_their_orders(people, orders, changed):
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
def test_all_of_it_happens_or_nothing(tables, people, orders, obstacle):
    tables.execute(obstacle)
    with contextlib.suppress(Refused):
        tables.run_file("changes.sql")
    said = "PostgreSQL has refused one part, and another part has happened all the same."
    are_left(said, in_database(tables), inserted(people, orders), "BEGIN makes one whole of all up to COMMIT.")


# -- the papers ------------------------------------------------------------------------------------

URL = re.compile(
    r"postgresql://(?P<user>[^:/@\s]+):[^@/\s]+@(?P<host>[^:/@\s]+):(?P<port>\d+)/(?P<database>fastapi_db)\b"
)


@pytest.mark.criterion("connection-documented")
def test_the_connection_is_documented(subject):
    lines = subject.submitted_text("CONNECTION.md").splitlines()
    found = [match.groupdict() for line in lines for match in URL.finditer(line)]
    if not found:
        raise Mismatch(
            "CONNECTION.md has no whole connection string.",
            expected="postgresql://USER:PASSWORD@HOST:PORT/fastapi_db",
            help="The port is a number. `make database` prints the string for its server.",
        )
    if missing := min((unexplained(parts, lines) for parts in found), key=len):
        raise Mismatch("CONNECTION.md does not explain a part of it.", expected=f"a line with {missing[0]}")


def unexplained(parts, lines):
    """The parts of a connection string that no other line names together with their value."""
    others = [line.lower() for line in lines if "postgresql://" not in line]
    return [
        f"the word {part} and the value {value}"
        for part, value in parts.items()
        if not any(part in line and value.lower() in line for line in others)
    ]


@pytest.mark.criterion("results-saved")
def test_the_results_are_saved(tables, subject):
    tables.run_file("data.sql")
    text = subject.submitted_text("results.txt")
    for row in tables.run_file("queries.sql")[0]:
        if row["name"] not in text or row["email"] not in text:
            raise Mismatch(
                "results.txt does not have the answers of your queries to your own data.",
                expected=f"{row['name']} and {row['email']} in results.txt",
                help="Run queries.sql again after data.sql, before changes.sql, and save what it prints.",
            )
