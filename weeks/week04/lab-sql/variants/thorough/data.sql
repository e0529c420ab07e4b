INSERT INTO routes VALUES ('A1', 'Lakeside; the short way');
INSERT INTO routes VALUES ('B2', 'Chen''s Corner');
INSERT INTO routes VALUES ('C3', 'Airport');
INSERT INTO buses VALUES ('KV100', 3);
INSERT INTO buses SELECT 'KV101', seats + 1 FROM buses WHERE plate = 'KV100';
INSERT INTO buses VALUES ('KV102', 50);
INSERT INTO trips (id, route_code, day) VALUES (10, 'A1', '2026-05-04'), (11, 'B2', '2026-05-04');
INSERT INTO trips (day, id, bus_plate, route_code) VALUES
    ('2026-05-04', 12, 'KV100', 'A1'), ('2026-05-04', 13, 'KV101', 'A1'), ('2026-05-05', 14, 'KV100', 'B2');
INSERT INTO tickets (trip_id, seat, passenger, cents) SELECT id, 1, 'Amina', 0 FROM trips;
INSERT INTO tickets (trip_id, seat, passenger, cents) SELECT id, 2, 'Boris', 250 FROM trips;
