"""schema.sql: four tables, and the rows that each database must refuse."""

import pytest

from grader.toolbox import Mismatch

DAY = "2026-05-04"
FULL_NAME = "From the Lakeside over the Market Square to the Old Harbour"


@pytest.fixture
def whole(company):
    """One row in each table, and a bus on no trip."""
    company.add(routes=[("A1", "Lakeside")], buses=[("KV201", 40), ("KV202", 20)])
    company.add(trips=[(7, "A1", "KV201", DAY)], tickets=[(7, 1, "Amina", 350)])
    return company


@pytest.mark.criterion("tables-created")
def test_whole_rows_go_in(company, rng):
    code, plate, number = f"A-{rng.randint(10**7, 10**8 - 1)}", f"KV{rng.randint(10**7, 10**8 - 1)}", rng.randint(8, 99)
    company.add(routes=[(code, FULL_NAME)], buses=[(plate, number)])
    company.add(trips=[(number, code, plate, DAY), (7, code, None, DAY)], tickets=[(number, 1, FULL_NAME, 350)])
    assert company.rows("SELECT code, name FROM routes") == [(code, FULL_NAME)]
    assert company.rows("SELECT plate, seats FROM buses") == [(plate, number)]
    assert company.rows("SELECT id, route_code, bus_plate, day FROM trips ORDER BY id") == [
        (7, code, None, DAY),
        (number, code, plate, DAY),
    ]
    assert company.rows("SELECT trip_id, seat, passenger, cents FROM tickets") == [(number, 1, FULL_NAME, 350)]


@pytest.mark.criterion("primary-keys")
def test_a_row_has_a_primary_key(whole):
    rule = "PRIMARY KEY in schema.sql"
    whole.refuses("a second route A1", rule, "INSERT INTO routes (code, name) VALUES ('A1', 'Market')")
    whole.refuses("a second bus KV201", rule, "INSERT INTO buses (plate, seats) VALUES ('KV201', 10)")
    whole.refuses("a second trip 7", rule, f"INSERT INTO trips (id, route_code, day) VALUES (7, 'A1', '{DAY}')")
    rule = "NOT NULL, beside PRIMARY KEY,"
    whole.refuses("a route without a code", rule, "INSERT INTO routes (name) VALUES ('Market')")
    whole.refuses("a bus without a plate", rule, "INSERT INTO buses (seats) VALUES (10)")
    for table, key in {"routes": "code", "buses": "plate", "trips": "id"}.items():
        found = whole.key(table)
        if found != [key]:
            raise Mismatch(f"The primary key of {table} is another one.", key, ", ".join(found) or "there is none")


@pytest.mark.criterion("seat-sold-once")
def test_a_seat_is_sold_once(whole):
    tickets = "INSERT INTO tickets"
    rule = "A primary key of trip_id and seat together"
    sold = f"{tickets} (trip_id, seat, passenger, cents) VALUES (7, 1, 'Boris', 500)"
    whole.add(trips=[(8, "A1", "KV201", DAY)])
    whole.add(tickets=[(7, 2, "Amina", 350), (8, 1, "Amina", 350)])  # another seat, and the same one on another trip
    whole.refuses("seat 1 of trip 7 to be sold twice", rule, sold)
    rule = "NOT NULL, behind both columns of the key,"
    whole.refuses("a ticket without a seat", rule, f"{tickets} (trip_id, passenger, cents) VALUES (7, 'Boris', 350)")
    whole.refuses("a ticket without a trip", rule, f"{tickets} (seat, passenger, cents) VALUES (2, 'Boris', 350)")


@pytest.mark.criterion("foreign-keys")
def test_a_row_points_to_one_that_is_there(whole):
    trips = "INSERT INTO trips (id, route_code, bus_plate, day) VALUES"
    whole.refuses("a trip on route Z9, which is not there", "FOREIGN KEY", f"{trips} (8, 'Z9', 'KV201', '{DAY}')")
    whole.refuses("a trip of bus KV999, which is not there", "FOREIGN KEY", f"{trips} (8, 'A1', 'KV999', '{DAY}')")
    ticket = "INSERT INTO tickets (trip_id, seat, passenger, cents) VALUES (9, 1, 'Boris', 350)"
    whole.refuses("a ticket for trip 9, which is not there", "FOREIGN KEY", ticket)


@pytest.mark.criterion("rows-held")
def test_a_row_in_use_stays(whole):
    whole.add(routes=[("B2", "Market")], buses=[("KV203", 40)], trips=[(8, "B2", "KV203", DAY)])
    rule = "A FOREIGN KEY without ON DELETE"
    whole.refuses("a route with a trip to go", rule, "DELETE FROM routes WHERE code = 'B2'")
    whole.refuses("a bus with a trip to go", rule, "DELETE FROM buses WHERE plate = 'KV203'")
    whole.refuses("a trip with a ticket to go", rule, "DELETE FROM trips WHERE id = 7")
    whole.run("DELETE FROM buses WHERE plate = 'KV202'")


@pytest.mark.criterion("values-required")
def test_rows_are_complete(whole):
    for table, missing, columns, values in (
        ("routes", "name", "code", "('B2')"),
        ("buses", "seats", "plate", "('KV203')"),
        ("trips", "route_code", "id, day", f"(8, '{DAY}')"),
        ("trips", "day", "id, route_code", "(8, 'A1')"),
        ("tickets", "passenger", "trip_id, seat, cents", "(7, 2, 350)"),
        ("tickets", "cents", "trip_id, seat, passenger", "(7, 2, 'Boris')"),
    ):
        what = f"a row in {table} without {missing}"
        whole.refuses(what, f"NOT NULL behind {missing}", f"INSERT INTO {table} ({columns}) VALUES {values}")


@pytest.mark.criterion("values-checked")
def test_numbers_make_sense(whole, rng):
    whole.add(tickets=[(7, 2, "Boris", 0)])
    less = -rng.randint(1, 99)
    buses = "INSERT INTO buses (plate, seats) VALUES"
    tickets = "INSERT INTO tickets (trip_id, seat, passenger, cents) VALUES"
    for number in (0, less):
        whole.refuses(f"a bus with {number} seats", "CHECK (seats > 0)", f"{buses} ('KV203', {number})")
        whole.refuses(f"the seat {number}", "CHECK (seat > 0)", f"{tickets} (7, {number}, 'Chen', 350)")
    whole.refuses(f"a ticket for {less} cents", "CHECK (cents >= 0)", f"{tickets} (7, 3, 'Chen', {less})")
