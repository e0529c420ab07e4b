"""data.sql, new_bus.sql and indexes.sql, and what MySQL would say to all the files."""

import contextlib
import re
from pathlib import Path

import pytest

from grader.toolbox import Mismatch, SubjectFault, Where
from grader.toolbox.database import Refused

DAYS = ["2026-05-04", "2026-05-05"]
HOLD = (
    "CREATE TABLE inspections (bus_plate varchar(10), FOREIGN KEY (bus_plate) REFERENCES buses (plate))",
    "INSERT INTO inspections (bus_plate) VALUES ('KV100')",
)


@pytest.mark.criterion("data-inserted")
def test_there_are_rows_to_try_on(company):
    company.run("data.sql")
    wanted = {
        "three routes": "COUNT(*) >= 3 FROM routes",
        "three buses": "COUNT(*) >= 3 FROM buses",
        "five trips": "COUNT(*) >= 5 FROM trips",
        "six tickets": "COUNT(*) >= 6 FROM tickets",
        "a route without a trip": "COUNT(*) > 0 FROM routes LEFT JOIN trips ON route_code = code WHERE id IS NULL",
        "a bus without a trip": "COUNT(*) > 0 FROM buses LEFT JOIN trips ON bus_plate = plate WHERE id IS NULL",
        "a trip without a bus": "COUNT(*) > 0 FROM trips WHERE bus_plate IS NULL",
        "a ticket for nothing": "COUNT(*) > 0 FROM tickets WHERE cents = 0",
    }
    found = {what: company.rows(f"SELECT {question}")[0][0] for what, question in wanted.items()}
    if missing := [what for what, is_there in found.items() if not is_there]:
        raise Mismatch("data.sql does not insert all that the brief asks for.", expected=" and ".join(missing))


@pytest.fixture
def before(company, codes, plates, ids):
    """What new_bus.sql could change: buses and trips. Two trips are with KV100, which is not the first bus."""
    buses = [("KV100", 32), (plates[0], 40), (plates[1], 40)]
    trips = list(zip(ids, ["KV100", plates[0], None, "KV100"], strict=False))
    company.add(routes=[(codes[0], "Market")], buses=[buses[number] for number in (1, 0, 2)])
    company.add(trips=[(trip, codes[0], plate, DAYS[number % 2]) for number, (trip, plate) in enumerate(trips)])
    company.add(tickets=[(ids[0], 1, "Amina", 350), (ids[1], 1, "Boris", 350)])
    return buses, trips


def state(company):
    return (
        company.rows("SELECT plate, seats FROM buses ORDER BY plate"),
        company.rows("SELECT id, bus_plate FROM trips ORDER BY id"),
    )


@pytest.mark.criterion("bus-replaced")
def test_the_new_bus_takes_over(company, before):
    company.run("new_bus.sql")
    after = state(company)
    if after == before:
        raise Mismatch(
            "new_bus.sql has run, and everything is as it was before.",
            help="Without COMMIT; at the end, the database forgets what came after BEGIN.",
        )
    (_, *other_buses), trips = before
    assert after[0] == [*other_buses, ("KV900", 48)]
    assert after[1] == [(trip, "KV900" if plate == "KV100" else plate) for trip, plate in trips]
    assert company.rows("SELECT COUNT(*) AS tickets FROM tickets") == [(2,)]


@pytest.mark.criterion("all-or-nothing")
def test_a_refused_step_takes_all_back(company, before):
    for statement in HOLD:
        company.run(statement)
    with contextlib.suppress(Refused):
        company.run("new_bus.sql")
    if state(company) != before:
        raise Mismatch(
            f"{company.name} has refused one step, and another one has happened all the same.",
            help="BEGIN makes one whole of all up to COMMIT.",
        )


@pytest.mark.criterion("trips-indexed")
def test_an_index_leads_to_the_trips_of_a_day(company):
    company.run("indexes.sql")
    asked = "SELECT id FROM trips WHERE route_code = 'A1' AND day = '2026-05-04'"
    company.finds("route_code", "day", sql=asked)


@pytest.mark.criterion("tickets-indexed")
def test_an_index_leads_to_the_tickets_of_a_passenger(company):
    company.run("indexes.sql")
    company.finds("passenger", sql="SELECT trip_id, seat FROM tickets WHERE passenger = 'Amina'")


# -- MySQL is not here to be asked, so the files are read ------------------------------------------

STARTER = Path(__file__).parents[1] / "starter"
FILES = sorted(str(path.relative_to(STARTER)) for path in STARTER.rglob("*.sql"))
LITERALS = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.DOTALL)
OWN_LINE = re.compile(r"\bFOREIGN\s+KEY\s*\([^)]*\)\s*REFERENCES\b", re.IGNORECASE)
FOREIGN = {
    r'"': "double quotes, which hold a text in MySQL",
    r"\|\|": "||, which means OR in MySQL",
    r"\bILIKE\b": "ILIKE, a word of PostgreSQL's",
    r"\bNULLS\s+(FIRST|LAST)\b": "NULLS FIRST or NULLS LAST, which MySQL does not know",
    r"\bFILTER\s*\(": "FILTER, which MySQL does not know",
    r"\bON\s+CONFLICT\b": "ON CONFLICT, which MySQL does not know",
    r"\bBEGIN\s+TRANSACTION\b": "BEGIN TRANSACTION: MySQL says BEGIN",
    r"\bINDEX\s+IF\s+NOT\s+EXISTS\b": "CREATE INDEX IF NOT EXISTS, which MySQL does not know",
}


@pytest.mark.criterion("mysql-ready")
def test_no_file_has_words_that_mysql_lacks(subject):
    for name in FILES:
        text = LITERALS.sub(lambda found: "\n" * found[0].count("\n"), subject.submitted_text(name))
        for pattern, what in FOREIGN.items():
            if found := re.search(pattern, text, re.IGNORECASE):
                where = Where(name, text[: found.start()].count("\n") + 1)
                raise SubjectFault(f"{name} has {what}.", "The table of three databases has a way for all.", where)
    schema = LITERALS.sub("", subject.submitted_text("schema.sql"))
    if re.search(r"\bREFERENCES\b", OWN_LINE.sub("", schema), re.IGNORECASE):
        raise Mismatch(
            "schema.sql has REFERENCES behind a column. MySQL 8 reads it and makes no key.",
            expected="FOREIGN KEY (bus_plate) REFERENCES ..., on a line of its own",
        )


@pytest.mark.criterion("mysql-ready")
def test_keys_have_a_length(database):
    database.run_file("schema.sql")
    keys = ("routes.code", "buses.plate", "trips.route_code", "trips.bus_plate", "tickets.passenger")
    for key in keys:
        table, column = key.split(".")
        if database.table(table).columns[column].type == "text":
            raise Mismatch(f"{key} is text. MySQL makes no key and no index of it.", expected="varchar with a length")
