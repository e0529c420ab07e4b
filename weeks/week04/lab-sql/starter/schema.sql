-- A bus company. The same file runs on SQLite and on PostgreSQL.

-- routes: code, name

-- buses: plate, seats

-- trips: id, route_code, bus_plate (NULL while the trip has no bus), day

-- tickets: trip_id, seat, passenger, cents
