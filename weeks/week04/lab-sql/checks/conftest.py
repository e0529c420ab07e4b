"""The tables of the learner's on SQLite and on PostgreSQL, behind the same few words."""

import contextlib
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from grader.toolbox import Mismatch, RemoteError, Where
from grader.toolbox.database import Refused

GIVEN = (Path(__file__).parents[1] / "given" / "lite.py").read_text(encoding="utf-8")
COLUMNS = {
    "routes": "code, name",
    "buses": "plate, seats",
    "trips": "id, route_code, bus_plate, day",
    "tickets": "trip_id, seat, passenger, cents",
}


class Company:
    """What a check asks of the tables; how it is asked, each of the two databases says below."""

    name: str
    BY: str  # behind this word, a plan names the columns by which an index is asked

    def run(self, source):
        """Run a file of the learner's, or SQL of ours; the rows of its last statement."""
        raise NotImplementedError

    def plan(self, sql):
        """How the database would look for the rows of a question."""
        raise NotImplementedError

    def key(self, table):
        """The columns of the primary key."""
        raise NotImplementedError

    def finds(self, *columns, sql):
        """One index leads to the rows of a question, by all of these columns."""
        plan = self.plan(sql)
        if not any(all(re.search(rf"{self.BY}.*\b{column}\b", line) for column in columns) for line in plan):
            raise Mismatch(
                f"{self.name} has no index that leads to these rows.",
                expected=f"one index, by {' and '.join(columns)}",
                actual=" / ".join(line.strip() for line in plan),
            )

    def add(self, **tables):
        """Insert rows that the brief allows: company.add(buses=[("KV100", 40)])."""
        for table, rows in tables.items():
            try:
                self.run(insert(table, rows))
            except Refused as problem:
                raise Mismatch(f"{self.name} refuses rows that the brief allows.", "no error", problem) from None

    def refuses(self, what, rule, sql):
        """The database itself refuses a statement."""
        with contextlib.suppress(Refused):
            self.run(sql)
            raise Mismatch(f"{self.name} has allowed {what}.", "an error", "no error", f"{rule} would forbid it.")

    def rows(self, sql):
        return [tuple(map(plain, row.values())) for row in self.run(sql) or ()]

    def answers(self, name, columns, expected):
        """A query of the learner's has this answer."""
        rows, wanted = self.run(f"queries/{name}.sql") or [], columns.split()
        if rows and "to do" in rows[0].values():
            raise Mismatch(f"queries/{name}.sql is still to be done.")
        if rows and sorted(rows[0]) != sorted(wanted):
            raise Mismatch(
                f"queries/{name}.sql answers with other columns.",
                expected=", ".join(wanted),
                actual=", ".join(rows[0]),
                help="AS gives a column its name: SELECT 2 * 3 AS product",
            )
        found = [tuple(plain(row[column]) for column in wanted) for row in rows]
        if found != expected:
            same = Counter(found) == Counter(expected)
            raise Mismatch(
                f"{self.name} answers with {'the right rows in another order' if same else 'other rows'}.",
                expected=written(expected),
                actual=written(found),
            )


class OnSQLite(Company):
    name = "SQLite"
    BY = r"SEARCH .*INDEX .*\("

    def __init__(self, subject):
        if subject.submitted_text("lite.py").splitlines() != GIVEN.splitlines():
            raise Mismatch("lite.py is not as it was given.", help="Copy it anew from the starter of this lab.")
        self._subject = subject
        subject.define("import lite")
        subject.evaluate("lite.begin_again()")

    def run(self, source):
        is_file = source.endswith(".sql")
        if is_file:
            self._subject.submitted_text(source)  # a missing file has a sentence of its own
        try:
            return self._subject.evaluate(f"lite.run({source!r})")
        except RemoteError as error:
            place = re.match(r"(\S+\.sql):(\d+): ", str(error))
            where = Where(place[1], int(place[2])) if place else None
            reason = str(error).removeprefix(place[0] if place else "")
            raise Refused(f"SQLite refuses {source if is_file else 'this'}: {reason}", where=where) from None

    def plan(self, sql):
        return [row["detail"] for row in self.run(f"EXPLAIN QUERY PLAN {sql}")]

    def key(self, table):
        return [name for (name,) in self.rows(f"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0")]


class OnPostgreSQL(Company):
    name = "PostgreSQL"
    BY = "Index Cond:"

    def __init__(self, database):
        self._database = database

    def run(self, source):
        found = self._database.run_file(source) if source.endswith(".sql") else self._database.run(source)
        return found[-1] if found else []

    def plan(self, sql):
        # An empty table is read faster without an index, so that way is closed.
        return [row["QUERY PLAN"] for row in self.run(f"SET enable_seqscan = off; EXPLAIN {sql}")]

    def key(self, table):
        return self._database.table(table).primary_key


@pytest.fixture(params=[OnSQLite, OnPostgreSQL], ids=["SQLite", "PostgreSQL"])
def company(request, subject):
    """The tables of schema.sql, empty; every check runs once on each database."""
    of_what = subject if request.param is OnSQLite else request.getfixturevalue("database")
    company = request.param(of_what)
    company.run("schema.sql")
    return company


@pytest.fixture
def plates(rng):
    """Plates of buses, in their order; none of them stands in the brief."""
    return [f"KV{number}" for number in sorted(rng.sample(range(201, 899), 6))]


@pytest.fixture
def codes(rng):
    """Codes of routes, in their order."""
    return [f"{letter}{rng.randint(1, 9)}" for letter in sorted(rng.sample("ABCDEFGH", 5))]


@pytest.fixture
def ids(rng):
    """Numbers of trips, in their order."""
    return sorted(rng.sample(range(1_001, 9_999), 8))


def insert(table, rows):
    values = ", ".join(f"({', '.join(map(literal, row))})" for row in rows)
    return f"INSERT INTO {table} ({COLUMNS[table]}) VALUES {values}"


def literal(value):
    return "NULL" if value is None else f"'{value}'" if isinstance(value, str) else str(value)


def plain(value):
    """A value as both databases give it: 3 for 3.0 and for Decimal("3"), and a day as a text."""
    if isinstance(value, int | float | Decimal):
        return int(value) if value == int(value) else float(value)
    return value if value is None else str(value)


def written(rows):
    return " / ".join(" | ".join("NULL" if value is None else str(value) for value in row) for row in rows) or "no rows"
