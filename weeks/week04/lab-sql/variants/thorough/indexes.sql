CREATE INDEX trips_idx ON trips (route_code, day, bus_plate);
CREATE INDEX passenger_idx ON tickets (passenger);
