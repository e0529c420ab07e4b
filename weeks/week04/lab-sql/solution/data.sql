-- Nobody drives to the airport yet, KV204 has no trip, trip 5 has no bus, and a child travels for nothing.

INSERT INTO routes (code, name) VALUES
    ('A1', 'Lakeside - Market'),
    ('B2', 'Old Lake Road'),
    ('C3', 'Airport');

INSERT INTO buses (plate, seats) VALUES
    ('KV100', 32),
    ('KV101', 2),
    ('KV204', 50);

INSERT INTO trips (id, route_code, bus_plate, day) VALUES
    (1, 'A1', 'KV100', '2026-05-04'),
    (2, 'A1', 'KV101', '2026-05-04'),
    (3, 'A1', 'KV100', '2026-05-05'),
    (4, 'B2', 'KV101', '2026-05-05'),
    (5, 'B2', NULL, '2026-05-06');

INSERT INTO tickets (trip_id, seat, passenger, cents) VALUES
    (1, 1, 'Amina', 350),
    (1, 2, 'Boris', 350),
    (2, 1, 'Chen', 350),
    (2, 2, 'Dilnoza', 0),
    (4, 1, 'Amina', 500),
    (5, 1, 'Emeka', 500);
